namespace Publish.Tests;

/// <summary>Servers of manifests: what RDS and ElastiCache take, and what would be lost.</summary>
public sealed class ServerTests : IDisposable
{
    private const string Password =
        """ "pw":{"type":"parameter.v0","value":"{pw.inputs.value}","inputs":{"value":{"type":"string","secret":true,"default":{"generate":{"minLength":22}}}}} """;

    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    private static string Server(string name, string image = "postgres:17", string user = "postgres", string more = "") =>
        $$""" "{{name}}":{"type":"container.v0","image":"{{image}}","connectionString":"Host={{{name}}.bindings.tcp.host};Username={{user}};Password={pw.value}","env":{"POSTGRES_USER":"{{user}}","POSTGRES_PASSWORD":"{pw.value}"},{{more}} "bindings":{"tcp":{"scheme":"tcp","protocol":"tcp","transport":"tcp","targetPort":5432} } } """;

    [Theory]
    [InlineData("postgres:14-alpine", "14")]
    [InlineData("postgres", "17")]
    [InlineData("pgvector/pgvector:0.8.0-pg16", "16")]
    [InlineData("pgvector/pgvector:pg18", "18")]
    [InlineData("ankane/pgvector:v0.5.1", "17")]
    [InlineData("postgis/postgis:16-3.5", "16")]
    public async Task The_version_is_the_images(string image, string version)
    {
        Assert.Empty((await _publishing.OfAsync($"{Server("db", image)},{Password}")).Refusals);
        Assert.Equal(version, _publishing.Resource("DbDatabase")["Properties"]!["EngineVersion"]!.ToString());
    }

    [Theory]
    [InlineData("postgres:9.6", "postgres", "too old")]
    [InlineData("timescale/timescaledb:latest-pg17", "postgres", "TimescaleDB")]
    [InlineData("postgres:17", "rdsadmin", "'rdsadmin'")]
    [InlineData("postgres:17", "1st", "'1st'")]
    public async Task What_RDS_does_not_take_is_refused(string image, string user, string reason)
    {
        var result = await _publishing.OfAsync($"{Server("db", image, user)},{Password}");
        Assert.Contains(reason, Assert.Single(result.Refusals).Reason);
    }

    [Fact]
    public async Task The_first_database_that_RDS_can_call_so_is_made_and_the_others_are_named()
    {
        var result = await _publishing.OfAsync(
            $$"""
            {{Server("db")}},{{Password}},
            "a":{"type":"value.v0","connectionString":"{db.connectionString};Database=my-shop"},
            "b":{"type":"value.v0","connectionString":"{db.connectionString};Database=orders"}
            """
        );
        Assert.Empty(result.Refusals);
        Assert.Equal("orders", _publishing.Resource("DbDatabase")["Properties"]!["DBName"]!.ToString());
        Assert.Contains(
            "CREATE DATABASE \"my-shop\"",
            Assert.Single(result.Summary!.Warnings, w => w.StartsWith("db:", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_user_from_a_parameter_is_the_servers_and_the_proxys()
    {
        var result = await _publishing.OfAsync(
            $$"""
            {{Server("db", user: "{user.value}")}},{{Password}},
            "user":{"type":"parameter.v0","value":"{user.inputs.value}","inputs":{"value":{"type":"string","default":{"value":"shop"} } } }
            """
        );
        Assert.Empty(result.Refusals);
        Assert.Equal("User", _publishing.Resource("DbDatabase")["Properties"]!["MasterUsername"]!["Ref"]!.ToString());
        Assert.Equal(
            """{"username":"${User}"}""",
            _publishing.Resource("PwSecret")["Properties"]!["GenerateSecretString"]!["SecretStringTemplate"]!["Fn::Sub"]!.ToString()
        );
        Assert.Equal("shop", _publishing.Template["Parameters"]!["User"]!["Default"]!.ToString());
    }

    [Fact]
    public async Task Two_users_with_one_password_are_refused()
    {
        var result = await _publishing.OfAsync($"{Server("one")},{Server("two", user: "shop")},{Password}");
        Assert.Equal("two", Assert.Single(result.Refusals).Resource);
    }

    [Fact]
    public async Task What_a_database_mounts_and_is_told_is_said_to_be_left_out()
    {
        var result = await _publishing.OfAsync(
            $"{Server("db", more: """ "args":["-c","wal_level=logical"],"bindMounts":[{"source":"./init","target":"/docker-entrypoint-initdb.d","readOnly":true}], """)},{Password}"
        );
        Assert.Contains(result.Summary!.Warnings, w => w.Contains("/docker-entrypoint-initdb.d", StringComparison.Ordinal));
        Assert.Contains(result.Summary!.Warnings, w => w.Contains("wal_level=logical", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "volumes":[{"name":"v","target":"/data","readOnly":false}] """, "/data")]
    [InlineData(""" "bindMounts":[{"source":"/srv/files","target":"/f","readOnly":true}] """, "/srv/files")]
    public async Task A_built_container_that_would_lose_its_files_is_refused(string files, string named)
    {
        var result = await _publishing.OfAsync(
            $$""" "c":{"type":"container.v1","build":{"context":"c","dockerfile":"c/Dockerfile"},{{files}}} """
        );
        Assert.Contains(named, Assert.Single(result.Refusals).Reason);
    }

    [Fact]
    public async Task A_container_listens_where_the_manifest_says()
    {
        await _publishing.OfAsync(
            """
            "one":{"type":"container.v0","image":"acme/one:1","bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","port":3000}}},
            "two":{"type":"container.v0","image":"acme/two:1","env":{"ONE":"{one.bindings.http.url}"}}
            """
        );
        Assert.Equal(
            3000,
            (long)_publishing.Resource("OneTask")["Properties"]!["ContainerDefinitions"]![0]!["PortMappings"]![0]!["ContainerPort"]!
        );
        Assert.EndsWith(
            ":3000",
            _publishing.Resource("TwoTask")["Properties"]!["ContainerDefinitions"]![0]!["Environment"]![0]!["Value"]!["Fn::Sub"]!.ToString()
        );
    }

    [Fact]
    public async Task An_argument_that_leads_to_something_refused_is_refused()
    {
        var result = await _publishing.OfAsync(
            """
            "queue":{"type":"container.v0","image":"rabbitmq:4","bindings":{"tcp":{"scheme":"tcp","protocol":"tcp","transport":"tcp","targetPort":5672}}},
            "c":{"type":"container.v0","image":"acme/c:1","args":["--queue","{queue.bindings.tcp.host}"]}
            """
        );
        Assert.Contains(result.Refusals, r => r.Resource == "c" && r.Reason.StartsWith("args[1]", StringComparison.Ordinal));
    }
}
