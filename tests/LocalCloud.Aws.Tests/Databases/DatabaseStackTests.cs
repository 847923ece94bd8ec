using System.Text.Json.Nodes;
using Npgsql;

namespace LocalCloud.Aws.Tests.Databases;

public sealed class DatabaseStackTests : DatabaseTest
{
    private const string Template = """
        Parameters:
          Password: { Type: String, NoEcho: true }
        Resources:
          Settings: { Type: AWS::RDS::DBParameterGroup,
            Properties: { Description: ours, Family: postgres18,
            Parameters: { statement_timeout: "12345", rds.logical_replication: "1",
            shared_buffers: "{DBInstanceClassMemory/32768}" } } }
          Database:
            Type: AWS::RDS::DBInstance
            DeletionPolicy: Delete
            Properties:
              Engine: postgres
              DBInstanceClass: db.t4g.micro
              AllocatedStorage: 20
              DBName: shop
              MasterUsername: app
              MasterUserPassword: !Ref Password
              DBParameterGroupName: !Ref Settings
          Proxy:
            Type: AWS::RDS::DBProxy
            Properties:
              DBProxyName: !Sub "${AWS::StackName}-proxy"
              EngineFamily: POSTGRESQL
              RoleArn: arn:aws:iam::123456789012:role/r
              VpcSubnetIds: [subnet-1, subnet-2]
              Auth: [{ AuthScheme: SECRETS, IAMAuth: DISABLED, SecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s" }]
          Targets:
            Type: AWS::RDS::DBProxyTargetGroup
            Properties: { DBProxyName: !Ref Proxy, TargetGroupName: default, DBInstanceIdentifiers: [!Ref Database],
              ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 90 } }
        Outputs:
          Database: { Value: !Sub "${Database.Endpoint.Address}:${Database.Endpoint.Port}" }
          Proxy: { Value: !Sub "${Proxy.Endpoint}:5432" }
        """;

    private static (string, string) With(string password) => ("Parameters.member.1.ParameterValue", password);

    private static readonly (string, string) Parameter = ("Parameters.member.1.ParameterKey", "Password");

    [Fact]
    public async Task A_database_of_a_stack_is_a_PostgreSQL_of_its_own_and_a_proxy_leads_to_it()
    {
        var stack = await CreateAsync("s", Template, Parameter, With(Password));
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        var (database, proxy) = (Output(stack, "Database"), Output(stack, "Proxy"));

        Assert.Equal("app shop", await QueryAsync(ConnectionString(database), "SELECT current_user || ' ' || current_database()"));
        Assert.Equal("12345ms", await QueryAsync(ConnectionString(database), "SHOW statement_timeout"));
        Assert.Null(await QueryAsync(ConnectionString(proxy), "CREATE TABLE orders (id int)"));
        Assert.Equal(0L, await QueryAsync(ConnectionString(database), "SELECT count(*) FROM orders"));
        Assert.Equal(
            PostgresErrorCodes.InvalidPassword,
            await SqlStateAsync(ConnectionString(database, "another-one-1", "SSL Mode=Require"))
        );
    }

    [Fact]
    public async Task A_client_may_ask_for_TLS_and_check_who_answers()
    {
        var stack = await CreateAsync("s", Template, Parameter, With(Password));
        var (database, proxy) = (Output(stack, "Database"), Output(stack, "Proxy"));
        Assert.Equal(
            true,
            await QueryAsync(
                ConnectionString(database, more: "SSL Mode=Require"),
                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            )
        );
        var verified = $"SSL Mode=VerifyFull;Root Certificate={Host.Engines.Authority.CertificatePath}";
        Assert.Equal(1, await QueryAsync(ConnectionString(database, more: verified), "SELECT 1"));
        Assert.Equal(1, await QueryAsync(ConnectionString(proxy, more: verified), "SELECT 1"));
        // rds.force_ssl is on by default; a proxy without RequireTLS asks for nothing
        Assert.Equal(
            PostgresErrorCodes.InvalidAuthorizationSpecification,
            await SqlStateAsync(ConnectionString(database, more: "SSL Mode=Disable"))
        );
        Assert.Equal(1, await QueryAsync(ConnectionString(proxy, more: "SSL Mode=Disable"), "SELECT 1"));

        await UpdateAsync(
            "s",
            Template.Replace("RoleArn:", "RequireTLS: true\n      RoleArn:", StringComparison.Ordinal),
            Parameter,
            With(Password)
        );
        Assert.Equal(
            PostgresErrorCodes.InvalidAuthorizationSpecification,
            await SqlStateAsync(ConnectionString(proxy, more: "SSL Mode=Disable"))
        );
        Assert.Equal(1, await QueryAsync(ConnectionString(proxy, more: "SSL Mode=Require"), "SELECT 1"));
    }

    [Fact]
    public async Task A_new_password_is_applied_and_sessions_go_on()
    {
        var database = Output(await CreateAsync("s", Template, Parameter, With(Password)), "Database");
        await using var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        await UpdateAsync("s", Template, Parameter, With("another-one-1"));

        await using var command = new NpgsqlCommand("SELECT 1", connection);
        Assert.Equal(1, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await QueryAsync(ConnectionString(database, "another-one-1"), "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, await SqlStateAsync(ConnectionString(database, more: "SSL Mode=Require")));
    }

    [Fact]
    public async Task A_deleted_stack_leaves_no_server_behind()
    {
        var stack = await CreateAsync("s", Template, Parameter, With(Password));
        await CallAsync("DeleteStack", ("StackName", "s"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        foreach (var address in (string[])[Output(stack, "Database"), Output(stack, "Proxy")])
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => QueryAsync(ConnectionString(address), "SELECT 1"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(Host.Engines.Root, "rds")));
    }

    [Fact]
    public async Task A_managed_password_is_in_a_secret_and_an_attachment_completes_one()
    {
        var stack = await CreateAsync(
            "s",
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Delete
                Properties: { Engine: aurora-postgresql, DatabaseName: shop, MasterUsername: app, ManageMasterUserPassword: true,
                  ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 2 } }
              Writer: { Type: AWS::RDS::DBInstance,
                Properties: { Engine: aurora-postgresql, DBInstanceClass: db.serverless, DBClusterIdentifier: !Ref Cluster } }
              Own: { Type: AWS::SecretsManager::Secret,
                Properties: { GenerateSecretString: { SecretStringTemplate: '{"username":"other"}',
                GenerateStringKey: password } } }
              Attachment: { Type: AWS::SecretsManager::SecretTargetAttachment,
                Properties: { SecretId: !Ref Own, TargetId: !Ref Cluster, TargetType: AWS::RDS::DBCluster } }
            Outputs:
              Cluster: { Value: !Sub "${Cluster.Endpoint.Address}:${Cluster.Endpoint.Port}" }
              Writer: { Value: !Sub "${Writer.Endpoint.Address}:${Writer.Endpoint.Port}" }
              Managed: { Value: !GetAtt Cluster.MasterUserSecret.SecretArn }
              Own: { Value: !Ref Own }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        var managed = await SecretAsync(Output(stack, "Managed"));
        Assert.Equal(1, await QueryAsync(ConnectionString(Output(stack, "Writer"), (string)managed["password"]!), "SELECT 1"));
        Assert.Equal(Output(stack, "Cluster"), Output(stack, "Writer"));
        var own = await SecretAsync(Output(stack, "Own"));
        Assert.Equal(
            ("postgres", Output(stack, "Cluster"), "shop", "other"),
            ((string?)own["engine"], $"{own["host"]}:{own["port"]}", (string?)own["dbname"], (string?)own["username"])
        );
    }

    [Theory]
    [InlineData("Password", "short", "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.")]
    [InlineData(
        "MasterUsername: app",
        "MasterUsername: rdsadmin",
        "MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine"
    )]
    [InlineData("MasterUsername: app", "MasterUsername: pg_app", "PostgreSQL: role name \"pg_app\" is reserved")]
    [InlineData("IAMAuth: DISABLED", "IAMAuth: ENABLED", "IAMAuth ENABLED is for SQL Server only")]
    [InlineData("TargetGroupName: default", "TargetGroupName: mine", "TargetGroupName mine is not valid")]
    public async Task What_it_cannot_do_it_says(string what, string by, string reason)
    {
        var password = what == "Password" ? by : Password;
        await CreateAsync(
            "s",
            what == "Password" ? Template : Template.Replace(what, by, StringComparison.Ordinal),
            Parameter,
            With(password)
        );
        Assert.Contains(reason, await ReasonsAsync("s"), StringComparison.Ordinal);
    }

    private async Task<JsonNode> SecretAsync(string id)
    {
        using var response = await Aws.JsonAsync("secretsmanager", "secretsmanager.GetSecretValue", $$"""{"SecretId":"{{id}}"}""");
        return JsonNode.Parse(
            (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["SecretString"]!
        )!;
    }
}
