import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10))) struct SearchPathTests {
    /// False twins, which fail, of each operator on the types concerned, and of each function and relation that enqueue and ring name.
    private static let twins = #"""
        CREATE SCHEMA evil;
        CREATE FUNCTION evil.fail() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'reached through the search_path'; END $$;
        CREATE TABLE evil.articles (key integer); CREATE TABLE evil.jobs (job_id integer); CREATE TABLE evil.control (paused integer);
        CREATE TEMPORARY TABLE articles (key integer); CREATE TEMPORARY TABLE jobs (job_id integer);
        DO $$
        DECLARE
            types CONSTANT oid[] := '{int2,int4,int8,text,bool,jsonb,timestamptz,oid,regclass,name,text[]}'::regtype[]::oid[];
            twin record;
        BEGIN
            FOR twin IN SELECT o.oid, o.oprname, o.oprleft::regtype AS l, o.oprright::regtype AS r, o.oprresult::regtype AS result
                        FROM pg_operator o WHERE o.oprleft = ANY (types) AND o.oprright = ANY (types) LOOP
                EXECUTE format('CREATE FUNCTION evil.operator_%s(%s, %s) RETURNS %s LANGUAGE sql AS $f$ SELECT evil.fail(); SELECT NULL::%s $f$',
                               twin.oid, twin.l, twin.r, twin.result, twin.result);
                EXECUTE format('CREATE OPERATOR evil.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = evil.operator_%s)',
                               twin.oprname, twin.l, twin.r, twin.oid);
            END LOOP;
            FOR twin IN SELECT DISTINCT p.proname, pg_get_function_identity_arguments(p.oid) AS arguments, p.prorettype::regtype AS result
                        FROM pg_proc d, regexp_matches(d.prosrc, '([a-z_]+)\s*\(', 'g') called, pg_proc p
                        WHERE d.pronamespace = 'dragoman'::regnamespace AND d.proname IN ('enqueue', 'ring') AND p.proname = called[1]
                          AND p.pronamespace IN ('pg_catalog'::regnamespace, 'dragoman'::regnamespace) AND p.prokind = 'f' LOOP
                EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS %s LANGUAGE sql AS $f$ SELECT evil.fail(); SELECT NULL::%s $f$',
                               twin.proname, twin.arguments, twin.result, twin.result);
            END LOOP;
            FOR twin IN SELECT unnest('{text,oid,regclass,record,int8,int4,bool}'::text[]) AS name LOOP
                EXECUTE format('CREATE DOMAIN evil.%I AS pg_catalog.bytea', twin.name);
            END LOOP;
        END $$;
        """#

    @Test("Enqueuing reaches nothing through the caller's search_path")
    func shadowed() async throws {
        let fixture = try await QueueFixture()
        try await fixture.db.run(script: Self.twins)
        let made = try await fixture.text(
            "SELECT string_agg(DISTINCT proname, ' ') FROM pg_proc WHERE pronamespace = 'evil'::regnamespace AND proname !~ '^operator'")
        #expect(try #require(made).contains("pg_try_advisory_lock") && #require(made).contains("octet_length"))
        let sleeper = try await Connection.open(fixture.target)
        _ = try await sleeper.query("SELECT dragoman.publish_idle(true)")
        let channel = try #require(try await fixture.text("SELECT dragoman.bell_channel()"))
        try await sleeper.listen(to: channel)
        try await fixture.sql("SET search_path = evil, pg_catalog, pg_temp")
        #expect(await fixture.failure("SELECT 1 + 1")?.message.contains("search_path") == true)

        let calls = [
            "'plain'", "'keyed', key => 'k'", "'keyed', key => 'k'", "'keyed anew', 'T', 'k'", "'keyed anew', 'T', 'k'",
            "'set', analyzers => '{language}'", "'late', run_at => '2100-01-01'", "'early', run_at => '2000-01-01'",
        ]
        for call in calls { try await fixture.sql("SELECT dragoman.enqueue(\(call))") }
        for (call, says) in [
            ("NULL", "body is NULL"), ("'x', max_attempts => 0", "max_attempts is 0"), ("'x', key => ''", "key is 0 bytes"),
        ] {
            #expect(await fixture.failure("SELECT dragoman.enqueue(\(call))")?.message.contains(says) == true)
        }

        try await fixture.sql("SET search_path = pg_catalog")
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.articles") == 6)
        #expect(try await fixture.number("SELECT count(*) FROM dragoman.jobs WHERE state = 0") == 5)
        try await fixture.sql("SELECT pg_notify($1, 'marker')", [.text(channel)])
        var rings = 0
        for await notification in sleeper.notifications {
            if notification.payload == "marker" { break }
            rings += 1
        }
        #expect(rings == 5)
        await sleeper.close()
    }
}
