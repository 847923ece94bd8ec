namespace Publish.Tests;

/// <summary>How those who use a database prove who they are.</summary>
public sealed class DatabaseSignInTests : IDisposable
{
    private const string Database = """
        "pw":{"type":"parameter.v0","value":"{pw.inputs.value}",
        "inputs":{"value":{"type":"string","secret":true,"default":{"generate":{"minLength":22}}}}},
        "db":{"type":"container.v0","image":"postgres:17",
        "connectionString":"Host={db.bindings.tcp.host};Username=shop;Password={pw.value}",
          "env":{"POSTGRES_USER":"shop","POSTGRES_PASSWORD":"{pw.value}"},
          "bindings":{"tcp":{"scheme":"tcp","protocol":"tcp","transport":"tcp","targetPort":5432}}},
        "orders":{"type":"value.v0","connectionString":"{db.connectionString};Database=orders"}
        """;

    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Fact]
    public async Task Somebody_elses_application_keeps_its_password_and_is_told_the_way_on()
    {
        var result = await _publishing.OfAsync($"{Database},{await ProjectAsync("web", null)}");
        Assert.Empty(result.Refusals);
        Assert.Contains("{{resolve:secretsmanager:", Connection("Web"));
        Assert.Equal("DISABLED", _publishing.Resource("DbProxy")["Properties"]!["Auth"]![0]!["IAMAuth"]!.ToString());
        var warning = Assert.Single(result.Summary!.Warnings, w => w.StartsWith("db:", StringComparison.Ordinal));
        Assert.Contains("in the environment of web", warning);
        Assert.Contains("<DatabaseAuthentication>IAM</DatabaseAuthentication>", warning);
    }

    [Fact]
    public async Task One_that_cannot_keeps_all_of_a_database_at_its_password_and_is_named()
    {
        var result = await _publishing.OfAsync($"{Database},{await ProjectAsync("web", "IAM")},{await ProjectAsync("old", null)}");
        Assert.All((string[])["Web", "Old"], name => Assert.Contains("{{resolve:secretsmanager:", Connection(name)));
        Assert.Contains(
            "web could sign in with IAM and old does not say so",
            Assert.Single(result.Summary!.Warnings, w => w.StartsWith("db:", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Where_all_can_nobody_has_the_password()
    {
        var result = await _publishing.OfAsync($"{Database},{await ProjectAsync("web", "iam")},{await ProjectAsync("other", "IAM")}");
        Assert.DoesNotContain(result.Summary!.Warnings, w => w.StartsWith("db:", StringComparison.Ordinal));
        Assert.StartsWith("Host=${DbProxy.Endpoint};Username=shop;Database=orders;", Connection("Web"));
        Assert.Contains("SSL Mode=VerifyFull", Connection("Web"));
        Assert.Contains(":dbuser:${ProxyResourceId}/shop", _publishing.Resource("WebRole").ToJsonString());
    }

    [Fact]
    public async Task Who_does_not_use_the_database_may_not_connect()
    {
        await _publishing.OfAsync($"{Database},{await ProjectAsync("web", "IAM")},{await ProjectAsync("other", "IAM", uses: false)}");
        Assert.DoesNotContain("rds-db:connect", _publishing.Resource("OtherRole").ToJsonString());
        Assert.Null(_publishing.Resource("OtherFunction")["Properties"]!["Environment"]!["Variables"]!["Database__Authentication"]);
        Assert.Equal("REQUIRED", _publishing.Resource("DbProxy")["Properties"]!["Auth"]![0]!["IAMAuth"]!.ToString());
    }

    [Fact]
    public async Task A_way_that_there_is_not_is_refused()
    {
        var result = await _publishing.OfAsync($"{Database},{await ProjectAsync("web", "Kerberos")}");
        Assert.Contains("DatabaseAuthentication must be IAM or Password, not 'Kerberos'", Assert.Single(result.Refusals).Reason);
    }

    private string Connection(string name) =>
        _publishing.Resource($"{name}Function")["Properties"]!["Environment"]!["Variables"]!["ConnectionStrings__orders"]![
            "Fn::Sub"
        ]!.ToString();

    private async Task<string> ProjectAsync(string name, string? authentication, bool uses = true)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_publishing.Scratch(name), $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><DatabaseAuthentication>{authentication}</DatabaseAuthentication></PropertyGroup>
              <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" /></ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken
        );
        return $$""" "{{name}}":{"type":"project.v0","path":"{{name}}/{{name}}.csproj","env":{"ConnectionStrings__{{(uses ? "orders" : "none")}}":"{{(uses ? "{orders.connectionString}" : "x")}}"} } """;
    }
}
