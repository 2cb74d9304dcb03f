#!/bin/sh
# Trains the models of the entity tagger, those in Sources/CTaggerModel.
#
# usage: train_models.sh TRAIN DATA CLUSTERS OUT [option…]
#
# TRAIN is the program, DATA has the folders ner-NAME, CLUSTERS has en.tsv, de.tsv and ru.tsv as clusters.py writes them. OUT gets a file for each
# model, and a report of the same name. Further options go to the program: `--dev 5 --fold 0` holds a fifth out and measures on it.
set -eu
if [ $# -lt 4 ]; then
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d'
    exit 64
fi
train=$1 data=$2 clusters=$3 out=$4
shift 4
mkdir -p "$out"
one() { # the model's name, its corpora, then what it needs besides
    model=$1 corpora=$2
    shift 2
    echo "$model" >&2
    "$train" --data "$data" --corpora "$corpora" --rate 0.03 --epochs 6 --rate2 0.02 --decay2 4 --out "$out/$model.bin" "$@" >"$out/$model.txt"
}
one en examples:4,gum,uner-en-ewt,uner-pud-en,wikigold,crossner-politics,gmb:0.1:0.3 \
    --clusters en="$clusters/en.tsv" --decay 0.06 --buckets 57344 --confidence 0.90,-0.02 "$@"
one ar aqmar-ar --languages ar --decay 0.01 --least 3 --buckets 12288 --confidence 0.97,0.72 "$@"
one da-sv uner-da-ddt,uner-sv-talbanken,uner-pud-sv --languages da,sv --decay 0.01 --buckets 12288 --confidence 0.99,0.05 "$@"
one de germeval14,uner-pud-de --languages de --clusters de="$clusters/de.tsv" --decay 0.01 --least 3 --buckets 12288 --confidence 0.90,0.03 "$@"
one pt uner-pt-bosque,uner-pud-pt --languages pt --decay 0.01 --least 3 --buckets 12288 --confidence 0.93,0.22 "$@"
one ru factrueval,uner-pud-ru --languages ru --clusters ru="$clusters/ru.tsv" --decay 0.01 --buckets 9216 --confidence 0.92,-0.21 "$@"
one sr uner-sr-set --languages sr --decay 0.01 --buckets 10240 --confidence 1.07,0.04 "$@"
one zh uner-zh-gsdsimp,uner-pud-zh --languages zh --decay 0.01 --least 4 --buckets 16384 --confidence 0.90,0.35 "$@"
