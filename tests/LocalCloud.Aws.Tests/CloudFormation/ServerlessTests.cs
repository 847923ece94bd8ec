using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.CloudFormation.Templates.Transforms;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>What the serverless transform makes of a template: sam.json beside this file.</summary>
public sealed class ServerlessTests
{
    [Fact]
    public void Functions_apis_tables_and_layers_become_plain_resources_under_the_ids_that_SAM_gives_them()
    {
        var template = Expand(Fixture());
        string[] expected =
        [
            "Files AWS::DynamoDB::Table",
            "Orders AWS::Lambda::Function",
            "OrdersAliaslive AWS::Lambda::Alias",
            "OrdersCreated AWS::Events::Rule",
            "OrdersCreatedPermission AWS::Lambda::Permission",
            "OrdersEventInvokeConfig AWS::Lambda::EventInvokeConfig",
            "OrdersGet AWS::Skip",
            "OrdersGetIntegration AWS::ApiGatewayV2::Integration",
            "OrdersGetPermission AWS::Lambda::Permission",
            "OrdersGetRoute AWS::ApiGatewayV2::Route",
            "OrdersJobs AWS::Lambda::EventSourceMapping",
            "OrdersNews AWS::SNS::Subscription",
            "OrdersNewsPermission AWS::Lambda::Permission",
            "OrdersNightly AWS::Scheduler::Schedule",
            "OrdersNightlyRole AWS::IAM::Role",
            "OrdersRole AWS::IAM::Role",
            "OrdersURLInvokeAllowPublicAccess AWS::Lambda::Permission",
            "OrdersUrl AWS::Lambda::Url",
            "OrdersUrlPublicPermissions AWS::Lambda::Permission",
            "OrdersWarm AWS::Events::Rule",
            "OrdersWarmPermission AWS::Lambda::Permission",
            "Queue AWS::SQS::Queue",
            "ServerlessHttpApi AWS::ApiGatewayV2::Api",
            "ServerlessHttpApiApiGatewayDefaultStage AWS::ApiGatewayV2::Stage",
            "Topic AWS::SNS::Topic",
        ];
        var resources = template.Resources.Values.Select(r => $"{r.LogicalId} {r.Type}").Order(StringComparer.Ordinal).ToList();
        Assert.Single(resources, r =>
            r.StartsWith("OrdersVersion", StringComparison.Ordinal) && r.EndsWith("AWS::Lambda::Version", StringComparison.Ordinal)
        );
        Assert.Single(resources, r =>
            r.StartsWith("Shared", StringComparison.Ordinal) && r.EndsWith("AWS::Lambda::LayerVersion", StringComparison.Ordinal)
        );
        resources.RemoveAll(r =>
            r.StartsWith("OrdersVersion", StringComparison.Ordinal) || r.StartsWith("Shared", StringComparison.Ordinal)
        );
        Assert.Equal(expected.Where(e => !e.EndsWith("Skip", StringComparison.Ordinal)), resources);
    }

    [Fact]
    public void A_function_has_its_code_its_globals_and_a_role()
    {
        var template = Expand(Fixture());
        var function = template.Resources["Orders"].Properties;
        Assert.Equal("""{"S3Bucket":"packages","S3Key":"orders.zip"}""", function["Code"]!.ToJsonString());
        Assert.Equal(("dotnet10", "10", "512"), (Text(function["Runtime"]), Text(function["Timeout"]), Text(function["MemorySize"])));
        Assert.Equal("""{"A":"global","B":"own"}""", function["Environment"]!["Variables"]!.ToJsonString());
        Assert.Equal("""{"Fn::GetAtt":["OrdersRole","Arn"]}""", function["Role"]!.ToJsonString());
        Assert.StartsWith("Shared", Text(function["Layers"]![0]!["Ref"]));
        var role = template.Resources["OrdersRole"].Properties;
        Assert.Equal(
            [
                "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
                "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
            ],
            role["ManagedPolicyArns"]!.AsArray().Select(Text)
        );
        Assert.Equal("OrdersRolePolicy0", Text(role["Policies"]![0]!["PolicyName"]));
        var alias = template.Resources["OrdersAliaslive"].Properties;
        Assert.Equal(("live", "2"), (Text(alias["Name"]), Text(alias["ProvisionedConcurrencyConfig"]!["ProvisionedConcurrentExecutions"])));
        Assert.Equal("""{"Ref":"OrdersAliaslive"}""", template.Resources["OrdersJobs"].Properties["FunctionName"]!.ToJsonString());
        Assert.Equal("GET /orders/{id}", Text(template.Resources["OrdersGetRoute"].Properties["RouteKey"]));
    }

    [Theory]
    [InlineData(
        "MemorySize",
        "MemorieSize",
        "Resource with id [Orders] is invalid. property MemorieSize not defined for resource of type AWS::Serverless::Function. Did you "
            + "mean MemorySize?"
    )]
    [InlineData("s3://packages/orders.zip", "./orders", "Resource with id [Orders] is invalid. 'CodeUri' is not a valid S3 Uri")]
    [InlineData(
        "AWS::Serverless::SimpleTable",
        "AWS::Serverless::Api",
        "Resource with id [Files] is invalid. type AWS::Serverless::Api is not supported by LocalCloud"
    )]
    [InlineData(
        "\"Type\": \"SNS\"",
        "\"Type\": \"Cognito\"",
        "Resource with id [Orders] is invalid. Event with id [News] is invalid. Events of type Cognito are not supported by LocalCloud"
    )]
    public void What_it_does_not_have_is_refused_by_name(string what, string by, string message) =>
        Assert.StartsWith(
            "Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. Number of errors "
                + "found: 1. "
                + message,
            TemplateReader.Read(Fixture().Replace(what, by, StringComparison.Ordinal), TransformInput.None).Error?.Message
        );

    private static Template Expand(string body) =>
        TemplateReader.Read(body, TransformInput.None).Ok(out var template, out var error)
            ? template
            : throw new InvalidOperationException(error.Message);

    private static string Text(JsonNode? node) => Scalars.Text(node);

    private static string Fixture([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "sam.json"));
}
