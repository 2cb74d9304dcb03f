internal import Glibc

/// A small shell that makes the server, takes orders on its standard input, and, when that ends, stops the server and removes all files.
///
/// The kernel closes its input however the owner ends, `kill -9` included: nothing is left behind.
final class Guardian: Sendable {
    /// Carries orders there and answers back.
    private let channel: Int32
    /// The shell.
    private let pid: pid_t

    /// `initdb` and the first start, then an order a line: `stop`, `start`, or how to restart (`smart`, `fast`, `immediate`).
    /// Answers `ok` or `failed`. A session of its own keeps the terminal's Ctrl-C away from it.
    private static let script = #"""
        bin=$1 dir=$2
        cd "$dir" || exit 1
        umask 077
        say() { if [ "$1" -eq 0 ]; then echo ok; else echo failed; fi; }
        begin() { "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 120 start </dev/null >>"$dir/pg_ctl.log" 2>&1; }
        end() { "$bin/pg_ctl" -D "$dir/data" -m "$1" -w -t 120 stop </dev/null >>"$dir/pg_ctl.log" 2>&1; }
        make() {
            rm -rf "$dir/data"
            "$bin/initdb" -D "$dir/data" -U postgres --auth-local=trust --auth-host=scram-sha-256 --pwfile="$dir/password" \
                -E UTF8 --locale="$1" --no-sync --no-instructions </dev/null >"$dir/initdb.log" 2>&1
        }
        { make C.UTF-8 || make C; } && cat "$dir/settings" >>"$dir/data/postgresql.conf" && begin
        say $?
        while read -r order; do
            case $order in
                start) begin; say $?;;
                stop) end immediate; say $?;;
                finish) break;;
                *) end "$order"; begin; say $?;;
            esac
        done
        end immediate
        cd /
        rm -rf "$dir"
        """#

    /// Starts the shell as `user`; the server is there after the first ``answer(within:)``.
    init(_ binaries: ServerBinaries, folder: String, user: ServerUser) throws(PrivatePostgresError) {
        let command = user.command(["/bin/sh", "-c", Self.script, "guardian", binaries.folder, folder])
        let process = try ChildProcess.spawn(command)
        (channel, pid) = (process.channel, process.pid)
    }

    deinit { close(channel) }

    /// Gives an order and waits for its answer; blocks.
    func give(_ order: String) throws(PrivatePostgresError) -> Bool {
        guard ChildProcess.write(order + "\n", to: channel) else {
            throw PrivatePostgresError("The private PostgreSQL's guardian is gone.")
        }
        return try answer()
    }

    /// Waits for the answer to the last order; blocks.
    func answer() throws(PrivatePostgresError) -> Bool {
        guard let line = ChildProcess.readLine(from: channel) else {
            throw PrivatePostgresError("The private PostgreSQL's guardian ended early.")
        }
        return line == "ok"
    }

    /// Has everything stopped and removed, and waits for that; blocks.
    func finish() {
        _ = ChildProcess.write("finish\n", to: channel)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }
}
