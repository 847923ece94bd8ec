using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace Publish.Tests;

/// <summary>The reference manifest, and so the project's own AppHost.</summary>
public sealed class ReferenceTests(PublishedReference reference) : IClassFixture<PublishedReference>
{
    readonly Publishing publishing = reference.Publishing;

    [Fact]
    public void The_payment_webhook_is_a_function_of_its_own()
    {
        var properties = publishing.Resource("WebhooksFunction")["Properties"]!;
        Assert.Equal(1024, (long)properties["MemorySize"]!);
        Assert.Equal(29, (long)properties["Timeout"]!);
        var alias = publishing.Resource("WebhooksAlias")["Properties"]!;
        Assert.Equal("live", alias["Name"]!.ToString());
        Assert.Equal(5, (long)alias["ProvisionedConcurrencyConfig"]!["ProvisionedConcurrentExecutions"]!);
        Assert.Equal("ANY /api/webhooks/{proxy+}", publishing.Resource("WebhooksRoute")["Properties"]!["RouteKey"]!.ToString());
        Assert.Equal("$default", publishing.Resource("ApiRoute")["Properties"]!["RouteKey"]!.ToString());
        Assert.Equal("WebhooksAlias", publishing.Resource("WebhooksIntegration")["Properties"]!["IntegrationUri"]!["Ref"]!.ToString());
        Assert.Equal(properties["Code"]!.ToString(), publishing.Resource("ApiFunction")["Properties"]!["Code"]!.ToString());
    }

    [Theory]
    [InlineData("ReportWorkerMessages", "JobQueue")]
    [InlineData("EventRouterMessages", "EventQueue")]
    public void Workers_take_their_queues_with_partial_batch_responses(string mapping, string queue)
    {
        var properties = publishing.Resource(mapping)["Properties"]!;
        Assert.Equal(queue, properties["EventSourceArn"]!["Fn::GetAtt"]![0]!.ToString());
        Assert.Equal("ReportBatchItemFailures", properties["FunctionResponseTypes"]![0]!.ToString());
        Assert.Equal(180, (long)publishing.Resource(queue)["Properties"]!["VisibilityTimeout"]!);
    }

    [Fact]
    public void The_database_is_reached_through_its_proxy_with_a_pool_of_its_size()
    {
        var variables = publishing.Resource("ApiFunction")["Properties"]!["Environment"]!["Variables"]!;
        var connection = variables["ConnectionStrings__serverless"]!["Fn::Sub"]!.ToString();
        Assert.StartsWith("Host=${PostgresProxy.Endpoint};Port=5432;", connection);
        Assert.Contains("Maximum Pool Size=10;Connection Idle Lifetime=120;Timeout=2", connection);
        Assert.Equal("${RedisCache.Endpoint.Address}:${RedisCache.Endpoint.Port},ssl=true,abortConnect=false", variables["ConnectionStrings__redis"]!["Fn::Sub"]!.ToString());
        Assert.Equal("rediss://${RedisCache.Endpoint.Address}:${RedisCache.Endpoint.Port}", variables["REDIS_URI"]!["Fn::Sub"]!.ToString());
        Assert.Null(variables["REDIS_PASSWORD"]);
        Assert.Equal("JobQueue", variables["AWS__Resources__JobQueueUrl"]!["Ref"]!.ToString());
        Assert.Null(variables["HTTP_PORTS"]);
        Assert.Null(variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
    }

    [Fact]
    public void A_role_names_what_its_function_uses_and_nothing_more()
    {
        var webhooks = Actions("WebhooksRole");
        Assert.Contains("sqs:SendMessage", webhooks);
        Assert.DoesNotContain("sqs:ReceiveMessage", webhooks);
        Assert.DoesNotContain("dynamodb:GetItem", webhooks);
        Assert.Contains("dynamodb:GetItem", Actions("ApiRole"));
        Assert.Contains("sqs:DeleteMessage", Actions("ReportWorkerRole"));
        Assert.Contains("ses:SendEmail", Actions("ReportWorkerRole"));
        Assert.DoesNotContain("s3:PutObject", Actions("EventRouterRole"));

        var everything = publishing.OfType("AWS::IAM::Role").SelectMany(r => Statements(r.Body)).Where(s => s["Resource"] is JsonValue resource && resource.ToString() == "*");
        Assert.All(everything.SelectMany(s => s["Action"]!.AsArray()), action => Assert.Matches("^(xray|ec2):", action!.ToString()));
    }

    [Fact]
    public void Secrets_are_references_and_never_values()
    {
        Assert.True((bool)publishing.Template["Parameters"]!["StripeWebhookSecretValue"]!["NoEcho"]!);
        Assert.Null(publishing.Template["Parameters"]!["StripeWebhookSecretValue"]!["Default"]);
        Assert.NotNull(publishing.Resource("PostgresPasswordSecret")["Properties"]!["GenerateSecretString"]);
        foreach (var (_, function) in publishing.OfType("AWS::Lambda::Function"))
            foreach (var (name, value) in function["Properties"]!["Environment"]!["Variables"]!.AsObject().Where(v => v.Key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) || v.Key.Contains("Secret", StringComparison.Ordinal)))
                Assert.True(value!.ToJsonString().Contains("{{resolve:secretsmanager:", StringComparison.Ordinal), name);
    }

    [Fact]
    public void Data_outlives_the_stack()
    {
        Assert.Equal("Snapshot", publishing.Resource("PostgresDatabase")["DeletionPolicy"]!.ToString());
        Assert.Equal("RetainExceptOnCreate", publishing.Resource("SessionTable")["DeletionPolicy"]!.ToString());
        Assert.Equal("RetainExceptOnCreate", publishing.Resource("FileBucket")["DeletionPolicy"]!.ToString());
        // A protected database could not be taken back when the first deployment fails
        Assert.Equal("false", publishing.Template["Parameters"]!["DeletionProtection"]!["Default"]!.ToString());
        Assert.Equal("HasDeletionProtection", publishing.Resource("PostgresDatabase")["Properties"]!["DeletionProtection"]!["Fn::If"]![0]!.ToString());
    }

    [Fact]
    public void Functions_without_provisioned_concurrency_are_kept_warm()
    {
        foreach (var rule in (string[])["ApiWarmUp", "ReportWorkerWarmUp", "EventRouterWarmUp"])
        {
            var properties = publishing.Resource(rule)["Properties"]!;
            Assert.Equal("rate(5 minutes)", properties["ScheduleExpression"]!.ToString());
            Assert.Equal("""{"source":"serverless.warmup"}""", properties["Targets"]![0]!["Input"]!.ToString());
        }
        Assert.Null(publishing.Template["Resources"]!["WebhooksWarmUp"]);
        Assert.Equal("""{"source":"serverless.outbox"}""", publishing.Resource("ApiOutboxSweep")["Properties"]!["Targets"]![0]!["Input"]!.ToString());
    }

    [Fact]
    public void Private_subnets_reach_AWS_by_endpoints_and_without_a_NAT_gateway()
    {
        Assert.Empty(publishing.OfType("AWS::EC2::NatGateway"));
        var services = publishing.OfType("AWS::EC2::VPCEndpoint").Select(e => e.Body["Properties"]!["ServiceName"]!["Fn::Sub"]!.ToString().Split('.')[^1]).Order();
        Assert.Equal(["dynamodb", "email", "events", "s3", "sqs"], services);
        Assert.Contains(publishing.Json("summary.json").GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("nothing of the world outside", StringComparison.Ordinal));
    }

    [Fact]
    public void Alarms_watch_dead_letters_errors_throttles_durations_and_connections()
    {
        var metrics = publishing.OfType("AWS::CloudWatch::Alarm").GroupBy(a => a.Body["Properties"]!["MetricName"]!.ToString()).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(2, metrics["ApproximateNumberOfMessagesVisible"]);
        Assert.Equal(4, metrics["Errors"]);
        Assert.Equal(4, metrics["Throttles"]);
        Assert.Equal(4, metrics["Duration"]);
        Assert.Equal(1, metrics["DatabaseConnections"]);
    }

    [Fact]
    public void The_stack_of_the_AppHost_keeps_its_logical_ids_comments_and_outputs()
    {
        Assert.Contains("# Jobs (report-generation, email, image-processing), worked off by ReportWorker", publishing.TemplateText);
        Assert.Equal("JobQueue", publishing.Template["Outputs"]!["JobQueueUrl"]!["Value"]!["Ref"]!.ToString());
        Assert.NotNull(publishing.Template["Outputs"]!["ApiUrl"]);
    }

    [Fact]
    public void The_example_has_every_parameter_and_the_summary_every_function()
    {
        var keys = publishing.Json("parameters.example.json").EnumerateArray().Select(p => p.GetProperty("ParameterKey").GetString());
        Assert.Equal(publishing.Template["Parameters"]!.AsObject().Select(p => p.Key), keys);
        Assert.Equal(["api", "webhooks", "report-worker", "event-router"], publishing.Json("summary.json").GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.True(publishing.Json("summary.json").GetProperty("monthlyCost").GetProperty("total").GetDecimal() > 0);
    }

    [Fact]
    public async Task The_same_manifest_is_the_same_template()
    {
        using var again = new Publishing();
        await again.ReferenceAsync();
        Assert.Equal(publishing.TemplateText, again.TemplateText);
    }

    [Fact]
    public async Task Aurora_takes_the_place_of_the_instance_when_asked_for()
    {
        using var aurora = new Publishing();
        await aurora.ReferenceAsync(o => o with { Aurora = true });
        Assert.Equal("aurora-postgresql", aurora.Resource("PostgresCluster")["Properties"]!["Engine"]!.ToString());
        Assert.Equal("PostgresCluster", aurora.Resource("PostgresProxyTargets")["Properties"]!["DBClusterIdentifiers"]![0]!["Ref"]!.ToString());
    }

    IEnumerable<string> Actions(string role) => Statements(publishing.Resource(role)).SelectMany(s => s["Action"] is JsonArray list ? list.Select(a => a!.ToString()) : [s["Action"]!.ToString()]);

    static IEnumerable<JsonNode> Statements(JsonObject role) => role["Properties"]!["Policies"]!.AsArray().SelectMany(p => p!["PolicyDocument"]!["Statement"]!.AsArray())!;
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
