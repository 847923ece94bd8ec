using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace Publish.Tests;

/// <summary>The reference manifest, and so the project's own AppHost.</summary>
public sealed class ReferenceTests(PublishedReference reference) : IClassFixture<PublishedReference>
{
    private readonly Publishing _publishing = reference.Publishing;

    [Fact]
    public void The_payment_webhook_is_a_function_of_its_own()
    {
        var properties = _publishing.Resource("WebhooksFunction")["Properties"]!;
        Assert.Equal(1024, (long)properties["MemorySize"]!);
        Assert.Equal(29, (long)properties["Timeout"]!);
        var alias = _publishing.Resource("WebhooksAlias")["Properties"]!;
        Assert.Equal("live", alias["Name"]!.ToString());
        Assert.Equal(5, (long)alias["ProvisionedConcurrencyConfig"]!["ProvisionedConcurrentExecutions"]!);
        Assert.Equal("ANY /api/webhooks/{proxy+}", _publishing.Resource("WebhooksRoute")["Properties"]!["RouteKey"]!.ToString());
        Assert.Equal("$default", _publishing.Resource("ApiRoute")["Properties"]!["RouteKey"]!.ToString());
        Assert.Equal("WebhooksAlias", _publishing.Resource("WebhooksIntegration")["Properties"]!["IntegrationUri"]!["Ref"]!.ToString());
        Assert.Equal(properties["Code"]!.ToString(), _publishing.Resource("ApiFunction")["Properties"]!["Code"]!.ToString());
    }

    [Theory]
    [InlineData("ReportWorkerMessages", "JobQueue")]
    [InlineData("EventRouterMessages", "EventQueue")]
    public void Workers_take_their_queues_with_partial_batch_responses(string mapping, string queue)
    {
        var properties = _publishing.Resource(mapping)["Properties"]!;
        Assert.Equal(queue, properties["EventSourceArn"]!["Fn::GetAtt"]![0]!.ToString());
        Assert.Equal("ReportBatchItemFailures", properties["FunctionResponseTypes"]![0]!.ToString());
        Assert.Equal(180, (long)_publishing.Resource(queue)["Properties"]!["VisibilityTimeout"]!);
    }

    [Fact]
    public void The_database_is_reached_through_its_proxy_with_a_pool_of_its_size()
    {
        var variables = _publishing.Resource("ApiFunction")["Properties"]!["Environment"]!["Variables"]!;
        var connection = variables["ConnectionStrings__serverless"]!["Fn::Sub"]!.ToString();
        Assert.StartsWith("Host=${PostgresProxy.Endpoint};Port=5432;", connection);
        Assert.Contains("Maximum Pool Size=10;Connection Idle Lifetime=120;Timeout=10", connection);
        Assert.Equal(
            "${RedisCache.Endpoint.Address}:${RedisCache.Endpoint.Port},ssl=true,abortConnect=false",
            variables["ConnectionStrings__redis"]!["Fn::Sub"]!.ToString()
        );
        Assert.Equal("rediss://${RedisCache.Endpoint.Address}:${RedisCache.Endpoint.Port}", variables["REDIS_URI"]!["Fn::Sub"]!.ToString());
        Assert.Null(variables["REDIS_PASSWORD"]);
        Assert.Equal("JobQueue", variables["AWS__Resources__JobQueueUrl"]!["Ref"]!.ToString());
        Assert.Null(variables["HTTP_PORTS"]);
        Assert.Null(variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
    }

    [Theory]
    [InlineData(
        "api",
        "dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem events:PutEvents rds-db:connect s3:GetObject s3:PutObject "
            + "sqs:GetQueueAttributes sqs:SendMessage"
    )]
    [InlineData("webhooks", "events:PutEvents rds-db:connect sqs:SendMessage")]
    [InlineData(
        "report-worker",
        "events:PutEvents rds-db:connect s3:GetObject s3:ListBucket s3:PutObject ses:SendEmail ses:SendRawEmail "
            + "sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage"
    )]
    [InlineData(
        "event-router",
        "events:PutEvents rds-db:connect sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage "
            + "sqs:SendMessage"
    )]
    public void A_role_allows_what_its_function_calls_and_nothing_more(string function, string actions)
    {
        var role = _publishing.Resource($"{LocalCloud.Publish.Plan.Names.Id(function)}Role");
        var own = Statements(role)
            .Where(s => s["Effect"]!.ToString() == "Allow")
            .SelectMany(Actions)
            .Where(a =>
                !a.StartsWith("logs:", StringComparison.Ordinal)
                && !a.StartsWith("xray:", StringComparison.Ordinal)
                && !a.StartsWith("ec2:", StringComparison.Ordinal)
            );
        Assert.Equal(actions.Split(' '), own.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_is_allowed_only_where_IAM_knows_no_resource_and_network_interfaces_not_to_the_code()
    {
        var statements = _publishing.OfType("AWS::IAM::Role").SelectMany(r => Statements(r.Body)).ToList();
        var everything = statements.Where(s =>
            s["Effect"]!.ToString() == "Allow" && s["Resource"] is JsonValue resource && resource.ToString() == "*"
        );
        Assert.Equal(
            ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
            everything.SelectMany(Actions).Distinct().Order(StringComparer.Ordinal)
        );
        var denied = Assert.Single(Statements(_publishing.Resource("ApiRole")), s => s["Effect"]!.ToString() == "Deny");
        Assert.EndsWith(
            ":function:${AWS::StackName}-api",
            denied["Condition"]!["ArnEquals"]!["lambda:SourceFunctionArn"]!["Fn::Sub"]!.ToString()
        );
    }

    [Fact]
    public void No_function_has_the_databases_password_and_each_may_connect_as_its_user()
    {
        foreach (var (id, function) in _publishing.OfType("AWS::Lambda::Function"))
        {
            var variables = function["Properties"]!["Environment"]!["Variables"]!.AsObject();
            Assert.DoesNotContain("PostgresPassword", variables.ToJsonString());
            Assert.Equal("IAM", variables["Database__Authentication"]!.ToString());
            Assert.EndsWith(";SSL Mode=VerifyFull", variables["ConnectionStrings__serverless"]!["Fn::Sub"]!.ToString());
            Assert.Equal(
                "postgresql://postgres@${PostgresProxy.Endpoint}:5432/serverless",
                variables["SERVERLESS_URI"]!["Fn::Sub"]!.ToString()
            );
            Assert.False(variables.ContainsKey("SERVERLESS_PASSWORD"));
            var connect = Assert.Single(Statements(_publishing.Resource(id.Replace("Function", "Role", StringComparison.Ordinal))), s =>
                Actions(s).Contains("rds-db:connect")
            );
            var resource = Assert.Single(connect["Resource"]!.AsArray())!["Fn::Sub"]!;
            Assert.EndsWith(":dbuser:${ProxyResourceId}/postgres", resource[0]!.ToString());
            Assert.Equal(
                "PostgresProxy",
                resource[1]!["ProxyResourceId"]!["Fn::Select"]![1]!["Fn::Split"]![1]!["Fn::GetAtt"]![0]!.ToString()
            );
        }
        Assert.Equal("REQUIRED", _publishing.Resource("PostgresProxy")["Properties"]!["Auth"]![0]!["IAMAuth"]!.ToString());
    }

    [Fact]
    public void Every_caller_names_the_alias_of_a_function()
    {
        foreach (var (id, _) in _publishing.OfType("AWS::Lambda::Function"))
        {
            var alias = id.Replace("Function", "Alias", StringComparison.Ordinal);
            Assert.Equal("live", _publishing.Resource(alias)["Properties"]!["Name"]!.ToString());
            Assert.Empty(
                _publishing.Template["Resources"]!.AsObject().Where(r => Refers(r.Value, id) && !IsPartOf(r.Value!, id)).Select(r => r.Key)
            );
        }

        static bool IsPartOf(JsonNode resource, string id) =>
            resource["Type"]!.ToString() is "AWS::Lambda::Version" or "AWS::Lambda::Alias" or "AWS::CloudWatch::Alarm";
        static bool Refers(JsonNode? node, string id) => Cfn.Mentions(node?["Properties"]).Contains(id);
    }

    [Fact]
    public void A_version_is_published_for_each_change_of_what_it_freezes()
    {
        var version = _publishing.OfType("AWS::Lambda::Version").Single(v => v.Id.StartsWith("ApiVersion", StringComparison.Ordinal));
        Assert.Matches("^ApiVersion[0-9a-f]{10}$", version.Id);
        Assert.Equal(version.Id, _publishing.Resource("ApiAlias")["Properties"]!["FunctionVersion"]!["Fn::GetAtt"]![0]!.ToString());
        Assert.Contains("${OtlpEndpoint}", version.Body["Properties"]!["Description"]!.ToJsonString());
    }

    [Fact]
    public void Secrets_are_references_and_never_values()
    {
        Assert.True((bool)_publishing.Template["Parameters"]!["StripeWebhookSecretValue"]!["NoEcho"]!);
        Assert.Null(_publishing.Template["Parameters"]!["StripeWebhookSecretValue"]!["Default"]);
        Assert.NotNull(_publishing.Resource("PostgresPasswordSecret")["Properties"]!["GenerateSecretString"]);
        foreach (var (_, function) in _publishing.OfType("AWS::Lambda::Function"))
        foreach (
            var (name, value) in function["Properties"]!["Environment"]!["Variables"]!
                .AsObject()
                .Where(v =>
                    v.Key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) || v.Key.Contains("Secret", StringComparison.Ordinal)
                )
        )
            Assert.True(value!.ToJsonString().Contains("{{resolve:secretsmanager:", StringComparison.Ordinal), name);
    }

    [Fact]
    public void Data_outlives_the_stack()
    {
        Assert.Equal("Snapshot", _publishing.Resource("PostgresDatabase")["DeletionPolicy"]!.ToString());
        Assert.Equal("RetainExceptOnCreate", _publishing.Resource("SessionTable")["DeletionPolicy"]!.ToString());
        Assert.Equal("RetainExceptOnCreate", _publishing.Resource("FileBucket")["DeletionPolicy"]!.ToString());
        // A protected database could not be taken back when the first deployment fails
        Assert.Equal("false", _publishing.Template["Parameters"]!["DeletionProtection"]!["Default"]!.ToString());
        Assert.Equal(
            "HasDeletionProtection",
            _publishing.Resource("PostgresDatabase")["Properties"]!["DeletionProtection"]!["Fn::If"]![0]!.ToString()
        );
    }

    [Fact]
    public void Functions_without_provisioned_concurrency_are_kept_warm()
    {
        foreach (var rule in (string[])["ApiWarmUp", "ReportWorkerWarmUp", "EventRouterWarmUp"])
        {
            var properties = _publishing.Resource(rule)["Properties"]!;
            Assert.Equal("rate(5 minutes)", properties["ScheduleExpression"]!.ToString());
            Assert.Equal("""{"source":"serverless.warmup"}""", properties["Targets"]![0]!["Input"]!.ToString());
        }
        Assert.Null(_publishing.Template["Resources"]!["WebhooksWarmUp"]);
        Assert.Equal(
            """{"source":"serverless.outbox"}""",
            _publishing.Resource("ApiOutboxSweep")["Properties"]!["Targets"]![0]!["Input"]!.ToString()
        );
    }

    [Fact]
    public void Private_subnets_reach_AWS_by_endpoints_and_without_a_NAT_gateway()
    {
        Assert.Empty(_publishing.OfType("AWS::EC2::NatGateway"));
        var services = _publishing
            .OfType("AWS::EC2::VPCEndpoint")
            .Select(e => e.Body["Properties"]!["ServiceName"]!["Fn::Sub"]!.ToString().Split('.')[^1])
            .Order();
        Assert.Equal(["dynamodb", "email", "events", "s3", "sqs"], services);
        Assert.Contains(_publishing.Json("summary.json").GetProperty("warnings").EnumerateArray(), w =>
            w.GetString()!.Contains("nothing of the world outside", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_stack_of_the_AppHost_keeps_its_logical_ids_comments_and_outputs()
    {
        Assert.Contains("# Jobs (report-generation, email, image-processing), worked off by ReportWorker", _publishing.TemplateText);
        Assert.Equal("JobQueue", _publishing.Template["Outputs"]!["JobQueueUrl"]!["Value"]!["Ref"]!.ToString());
        Assert.NotNull(_publishing.Template["Outputs"]!["ApiUrl"]);
    }

    [Fact]
    public void The_example_has_every_parameter_and_the_summary_every_function()
    {
        var keys = _publishing.Json("parameters.example.json").EnumerateArray().Select(p => p.GetProperty("ParameterKey").GetString());
        Assert.Equal(_publishing.Template["Parameters"]!.AsObject().Select(p => p.Key), keys);
        Assert.Equal(
            ["api", "webhooks", "report-worker", "event-router"],
            _publishing.Json("summary.json").GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("name").GetString())
        );
        Assert.True(_publishing.Json("summary.json").GetProperty("monthlyCost").GetProperty("total").GetDecimal() > 0);
    }

    [Fact]
    public async Task The_same_manifest_is_the_same_template()
    {
        using var again = new Publishing();
        await again.ReferenceAsync();
        Assert.Equal(_publishing.TemplateText, again.TemplateText);
    }

    [Fact]
    public async Task Aurora_takes_the_place_of_the_instance_when_asked_for()
    {
        using var aurora = new Publishing();
        await aurora.ReferenceAsync(o => o with { Aurora = true });
        Assert.Equal("aurora-postgresql", aurora.Resource("PostgresCluster")["Properties"]!["Engine"]!.ToString());
        Assert.Equal(
            "PostgresCluster",
            aurora.Resource("PostgresProxyTargets")["Properties"]!["DBClusterIdentifiers"]![0]!["Ref"]!.ToString()
        );
        Assert.Equal("HasMultiAz", aurora.Resource("PostgresStandby")["Condition"]!.ToString());
        Assert.Equal("REQUIRED", aurora.Resource("PostgresProxy")["Properties"]!["Auth"]![0]!["IAMAuth"]!.ToString());
    }

    private static IEnumerable<string> Actions(JsonNode statement) =>
        statement["Action"] is JsonArray list ? list.Select(a => a!.ToString()) : [statement["Action"]!.ToString()];

    private static IEnumerable<JsonNode> Statements(JsonObject role) =>
        role["Properties"]!["Policies"]!.AsArray().SelectMany(p => p!["PolicyDocument"]!["Statement"]!.AsArray())!;
}

/// <summary>Published once: its projects are asked by MSBuild, which takes seconds.</summary>
public sealed class PublishedReference : IAsyncLifetime
{
    internal Publishing Publishing { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var result = await Publishing.ReferenceAsync();
        Assert.Empty(result.Refusals);
        Assert.Equal(0, result.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        Publishing.Dispose();
        return ValueTask.CompletedTask;
    }
}
