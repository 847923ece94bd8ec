using System.Text.Json;
using LocalCloud.Aws.Wire.Signatures;
using LocalCloud.Policies;
using Npgsql;

namespace LocalCloud.Aws.Tests.Databases;

/// <summary>An RDS Proxy that asks for tokens of IAM, with Npgsql as functions have it.</summary>
public sealed class IamProxyTests : DatabaseTest
{
    private const string Template = """
        Parameters:
          Iam: { Type: String, Default: REQUIRED }
        Resources:
          Own: { Type: AWS::SecretsManager::Secret,
            Properties: { GenerateSecretString: { SecretStringTemplate: '{"username":"app"}', GenerateStringKey: password,
            ExcludeCharacters: '/@" \' } } }
          Database:
            Type: AWS::RDS::DBInstance
            DeletionPolicy: Delete
            Properties:
              Engine: postgres
              DBInstanceClass: db.t4g.micro
              AllocatedStorage: 20
              DBName: shop
              MasterUsername: app
              MasterUserPassword: !Sub "{{resolve:secretsmanager:${Own}:SecretString:password}}"
          Proxy:
            Type: AWS::RDS::DBProxy
            Properties:
              DBProxyName: !Sub "${AWS::StackName}-proxy"
              EngineFamily: POSTGRESQL
              RequireTLS: true
              RoleArn: arn:aws:iam::123456789012:role/r
              VpcSubnetIds: [subnet-1, subnet-2]
              Auth: [{ AuthScheme: SECRETS, IAMAuth: !Ref Iam, SecretArn: !Ref Own }]
          Targets:
            Type: AWS::RDS::DBProxyTargetGroup
            Properties: { DBProxyName: !Ref Proxy, TargetGroupName: default, DBInstanceIdentifiers: [!Ref Database] }
        Outputs:
          Proxy: { Value: !Sub "${Proxy.Endpoint}:5432" }
          User: { Value: !Sub ["arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${Id}/app",
            { Id: !Select [6, !Split [":", !GetAtt Proxy.DBProxyArn]] }] }
        """;

    // The proxy alone checks signatures: those of the stack's requests are made up
    private protected override IReadOnlyList<Service> Services =>
        Emulator.Services(new() { VerifySignatures = Secrets.Parse($"{Account}={Secret}") });

    private string Trusted => $"SSL Mode=VerifyFull;Root Certificate={Host.Engines.Authority.CertificatePath}";

    [Fact]
    public async Task A_token_lets_in_and_the_proxy_signs_in_with_the_secret()
    {
        var stack = await StartAsync();
        var proxy = Output(stack, "Proxy");
        await using var source = Source(proxy, () => Token(proxy));
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT current_user || ' ' || current_database()", connection);
        Assert.Equal("app shop", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        // A megabyte each way, and more than one at a time
        await using var large = new NpgsqlCommand("SELECT length($1), repeat('y', 1000000)", connection)
        {
            Parameters = { new() { Value = new string('x', 1_000_000) } },
        };
        await using (var reader = await large.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal((1_000_000, 1_000_000), (reader.GetInt32(0), reader.GetString(1).Length));
        }
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => QueryAsync(Connection(proxy, Token(proxy)), $"SELECT {i}"))),
            Assert.NotNull
        );
        Assert.Equal(Output(stack, "User"), (await ConnectsAsync()).Single().Resource);
    }

    [Fact]
    public async Task What_is_no_token_for_this_user_and_address_is_refused()
    {
        var proxy = Output(await StartAsync(), "Proxy");
        string Of(
            string address,
            string user = "app",
            DateTimeOffset? at = null,
            string region = Region,
            string secret = Secret,
            string action = "connect"
        ) => ConnectTokens.Make(address, user, at ?? Clock.GetUtcNow(), region, Account, secret, action: action);

        Assert.Equal(1, await QueryAsync(Connection(proxy, Of(proxy)), "SELECT 1"));
        Assert.Equal(1, await QueryAsync(Connection(proxy, Of(proxy, at: Clock.GetUtcNow().AddMinutes(-14))), "SELECT 1"));
        foreach (
            var token in (string[])
                [
                    "correct-horse-1",
                    Of("127.0.0.1:5432"),
                    Of(proxy, "postgres"),
                    Of(proxy, at: Clock.GetUtcNow().AddMinutes(-16)),
                    Of(proxy, region: "us-east-1"),
                    Of(proxy, secret: "another"),
                    Of(proxy, action: "delete"),
                ]
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(Connection(proxy, token), "SELECT 1"));
            Assert.Equal(
                (
                    PostgresErrorCodes.InvalidPassword,
                    "IAM authentication failed for the role app. Check the IAM token for this role and try again."
                ),
                (refused.SqlState, refused.MessageText)
            );
        }
        // A token of somebody who is in no secret
        var unknown = await Assert.ThrowsAsync<PostgresException>(() =>
            QueryAsync(Connection(proxy, Of(proxy, "other"), "other"), "SELECT 1")
        );
        Assert.Equal(PostgresErrorCodes.InvalidPassword, unknown.SqlState);
        Assert.Contains("no credentials for the role other", unknown.MessageText, StringComparison.Ordinal);
        // Npgsql tries what was refused once more; a password and another action are no calls of rds-db:connect
        var counted = Assert.Single(await ConnectsAsync(), c => c.Resource!.EndsWith("/app", StringComparison.Ordinal));
        Assert.Equal((2, 0), (counted.Count - counted.Failed, counted.Failed % 5));
    }

    [Fact]
    public async Task It_is_spoken_to_within_TLS_alone()
    {
        var proxy = Output(await StartAsync(), "Proxy");
        var plain = Connection(proxy, Token(proxy)).Replace("VerifyFull", "Disable", StringComparison.Ordinal);
        Assert.Equal(PostgresErrorCodes.InvalidAuthorizationSpecification, await SqlStateAsync(plain));
    }

    [Fact]
    public async Task A_query_that_is_cancelled_ends()
    {
        var proxy = Output(await StartAsync(), "Proxy");
        await using var source = Source(proxy, () => Token(proxy));
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_sleep(600)", connection);
        var running = command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var other = new NpgsqlConnection(Connection(proxy, Token(proxy)));
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var active = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'",
            other
        );
        while ((long)(await active.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0)
            Assert.False(running.IsCompleted);
        command.Cancel();
        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.Equal(PostgresErrorCodes.QueryCanceled, Assert.IsType<PostgresException>(cancelled.InnerException).SqlState);
    }

    [Fact]
    public async Task Without_IAM_the_password_goes_to_the_database_as_before()
    {
        var stack = await CreateAsync(
            "s",
            Template,
            ("Parameters.member.1.ParameterKey", "Iam"),
            ("Parameters.member.1.ParameterValue", "DISABLED")
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        var proxy = Output(stack, "Proxy");
        Assert.Equal(PostgresErrorCodes.InvalidPassword, await SqlStateAsync(Connection(proxy, Token(proxy))));
        await UpdateAsync("s", Template, ("Parameters.member.1.ParameterKey", "Iam"), ("Parameters.member.1.ParameterValue", "REQUIRED"));
        Assert.Equal(1, await QueryAsync(Connection(proxy, Token(proxy)), "SELECT 1"));
    }

    private async Task<System.Xml.Linq.XElement> StartAsync()
    {
        var stack = await CreateAsync("s", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        return stack;
    }

    private string Token(string proxy) => ConnectTokens.Make(proxy, "app", Clock.GetUtcNow(), Region, Account, Secret);

    private string Connection(string proxy, string token, string user = "app") =>
        new NpgsqlConnectionStringBuilder(ConnectionString(proxy, token, Trusted)) { Username = user }.ConnectionString;

    private NpgsqlDataSource Source(string proxy, Func<string> token)
    {
        var builder = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(ConnectionString(proxy, "", Trusted)) { Password = null }.ConnectionString
        );
        builder.UsePasswordProvider(_ => token(), (_, _) => ValueTask.FromResult(token()));
        return builder.Build();
    }

    private async Task<List<UsageCall>> ConnectsAsync() =>
        [
            .. JsonSerializer
                .Deserialize(
                    await Http.GetStringAsync("/_localcloud/usage", TestContext.Current.CancellationToken),
                    UsageJson.Default.UsageReport
                )!
                .Calls.Where(c => c.Service == "rds-db"),
        ];
}
