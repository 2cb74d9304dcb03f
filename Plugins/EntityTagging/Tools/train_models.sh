#!/bin/sh
# Trains the models of the entity tagger, those in Sources/CTaggerModel.
#
# usage: train_models.sh TRAIN DATA CLUSTERS OUT [option…]
#
# TRAIN is the program. DATA has the folders ner-NAME, langid-flores, langid-lingua and wikinews-en, CLUSTERS has en.tsv, de.tsv and ru.tsv as
# clusters.py writes them. OUT gets a file for each model, and a report of the same name. Further options go to the program: `--dev 5 --fold 0`
# holds a fifth out and measures on it. MODELS="sr zh" in the environment trains these alone.
set -eu
if [ $# -lt 4 ]; then
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d'
    exit 64
fi
train=$1 data=$2 clusters=$3 out=$4
shift 4
for model in ${MODELS:-}; do
    case $model in en | ar | da-sv | de | pt | ru | sr | zh) ;; *) echo "train_models.sh: MODELS names $model, which is none of en ar da-sv de pt ru sr zh" >&2; exit 64 ;; esac
done
mkdir -p "$out"
one() { # the model's name, its corpora, then what it needs besides
    model=$1 corpora=$2
    shift 2
    case " ${MODELS:-$model} " in *" $model "*) ;; *) return ;; esac
    echo "$model" >&2
    "$train" --data "$data" --corpora "$corpora" --rate 0.03 --epochs 6 --rate2 0.02 --decay2 4 --out "$out/$model.bin" "$@" >"$out/$model.txt"
}
# What was written or marked for this project counts half where it is of another kind than the corpora of the language.
one en examples:4,gum,uner-en-ewt,uner-pud-en,wikigold,crossner-politics,wikinews,voa,sentences-en,articles-en:0.5,gmb:0.1:0.3 \
    --clusters en="$clusters/en.tsv" --decay 0.03 --buckets 57344 --confidence 0.71,0.16 "$@"
one ar aqmar-ar,sentences-ar,articles-ar --languages ar --decay 0.01 --buckets 17408 --confidence 0.96,0.53 "$@"
one da-sv uner-da-ddt,uner-sv-talbanken,uner-pud-sv,sentences-da:0.5,sentences-sv:0.5,articles-da:0.5,articles-sv:0.5 \
    --languages da,sv --decay 0.01 --buckets 13312 --confidence 0.98,0.11 "$@"
one de germeval14,uner-pud-de,sentences-de:0.5,articles-de:0.5 \
    --languages de --clusters de="$clusters/de.tsv" --decay 0.01 --buckets 13312 --confidence 0.86,-0.01 "$@"
one pt uner-pt-bosque,uner-pud-pt,sentences-pt:0.5,articles-pt:0.5 --languages pt --decay 0.01 --buckets 13312 --confidence 0.88,0.23 "$@"
one ru factrueval,uner-pud-ru,sentences-ru:0.5,articles-ru:0.5 \
    --languages ru --clusters ru="$clusters/ru.tsv" --decay 0.01 --buckets 10240 --confidence 0.81,-0.04 "$@"
one sr uner-sr-set,sentences-sr:0.5,articles-sr:0.5 --languages sr --decay 0.01 --buckets 10752 --confidence 1.01,0.18 "$@"
one zh uner-zh-gsdsimp,uner-pud-zh,sentences-zh,articles-zh:0.5 --languages zh --decay 0.001 --buckets 17408 --confidence 0.82,0.30 "$@"
