using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.CloudFormation.Templates.Transforms;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>Rules of the serverless transform, each on a template that has no more than it takes.</summary>
public sealed class ServerlessRuleTests
{
    private const string Function =
        "Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, Handler: index.handler, InlineCode: x";

    [Fact]
    public void Settings_of_an_event_s_route_are_in_the_stage_of_its_API()
    {
        var template = Expand(
            $$"""
            F: { {{Function}}, Events: { Get: { Type: HttpApi,
              Properties: { ApiId: !Ref Api, Path: /a, Method: get, RouteSettings: { ThrottlingBurstLimit: 5 } } } } } }
            Api: { Type: AWS::Serverless::HttpApi, Properties: { RouteSettings: { "GET /a": { ThrottlingRateLimit: 2 } } } }
            """
        );
        Assert.Equal(
            """{"GET /a":{"ThrottlingRateLimit":2,"ThrottlingBurstLimit":5}}""",
            template.Resources["ApiApiGatewayDefaultStage"].Properties["RouteSettings"]!.ToJsonString()
        );
    }

    [Fact]
    public void A_resource_takes_no_globals_or_all_but_those_that_it_names()
    {
        var template = Expand(
            $$"""
            All: { {{Function}} } }
            None: { {{Function}} }, IgnoreGlobals: '*' }
            Some: { {{Function}} }, IgnoreGlobals: [Timeout] }
            """,
            "Globals: { Function: { Timeout: 9, MemorySize: 512 } }"
        );
        Assert.Equal(
            ["9 512", " ", " 512"],
            new[] { "All", "None", "Some" }.Select(id =>
                $"{template.Resources[id].Properties["Timeout"]} {template.Resources[id].Properties["MemorySize"]}"
            )
        );
    }

    [Theory]
    [InlineData(
        "Globals: { Function: { Rolle: x } }",
        "",
        "'Globals' section is invalid. 'Rolle' is not a supported property of 'Function'. Must be one of the following values - "
            + "['Handler', "
    )]
    [InlineData(
        "Globals: { Function: { Role: x } }",
        "",
        "'Globals' section is invalid. 'Role' is not a supported property of 'Function'."
    )]
    [InlineData(
        "Globals: { Queue: { A: x } }",
        "",
        "'Globals' section is invalid. 'Queue' is not supported by LocalCloud. Must be one of the following values - ['Function', "
            + "'HttpApi', "
    )]
    [InlineData(
        "",
        ", Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day), Enabeld: false } } }",
        "Resource with id [F] is invalid. Event with id [E] is invalid. property Enabeld not defined for resource of type Schedule. Did "
            + "you mean Enabled?"
    )]
    [InlineData(
        "",
        ", Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day), Enabled: false, State: ENABLED } } }",
        "Resource with id [F] is invalid. Event with id [E] is invalid. State and Enabled Properties cannot both be specified."
    )]
    [InlineData(
        "",
        ", FunctionUrlConfig: { Cors: {} }",
        "Resource with id [F] is invalid. AuthType is required to configure function property `FunctionUrlConfig`."
    )]
    [InlineData(
        "",
        ", EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }",
        "Resource with id [F] is invalid. EventInvokeConfig OnFailure without Destination is not supported by LocalCloud"
    )]
    public void Nothing_is_dropped_in_silence(string globals, string properties, string message) =>
        Assert.StartsWith(message, Fault($$"""F: { {{Function}}{{properties}} } }""", globals));

    [Theory]
    [InlineData("Runtime: nodejs22.x, InlineCode: x")]
    [InlineData("Handler: index.handler, InlineCode: x")]
    public void A_function_of_a_zip_has_a_runtime_and_a_handler(string properties) =>
        Assert.Equal(
            "Resource with id [F] is invalid. Runtime and Handler needs to be present when PackageType is of type `Zip`",
            Fault($$"""F: { Type: AWS::Serverless::Function, Properties: { {{properties}} } }""")
        );

    [Fact]
    public void Names_of_what_is_generated_are_known_within_texts_too()
    {
        var template = Expand(
            $$"""
            F: { {{Function}}, AutoPublishAlias: live } }
            Api: { Type: AWS::Serverless::HttpApi, Properties: { StageName: v1 } }
            Text:
              Type: AWS::SSM::Parameter
              DependsOn: F.Alias
              Properties:
                Type: String
                Value: !Sub "${F.Alias} ${F.Version} ${Api.Stage} ${F.Arn} ${AWS::Region}"
                Description: !Sub ["${F.Alias} ${Own}", { Own: !Ref Api.Stage }]
            """
        );
        var text = template.Resources["Text"];
        Assert.Matches(
            "^\\$\\{FAliaslive\\} \\$\\{FVersion[0-9a-f]{10}\\} \\$\\{Apiv1Stage\\} \\$\\{F\\.Arn\\} \\$\\{AWS::Region\\}$",
            (string)text.Properties["Value"]!["Fn::Sub"]!
        );
        Assert.Equal(
            """["${FAliaslive} ${Own}",{"Own":{"Ref":"Apiv1Stage"}}]""",
            text.Properties["Description"]!["Fn::Sub"]!.ToJsonString()
        );
        Assert.Equal(["FAliaslive"], text.DependsOn);
    }

    [Fact]
    public void An_open_URL_has_both_permissions_that_it_asks_for()
    {
        var template = Expand($$"""F: { {{Function}}, FunctionUrlConfig: { AuthType: NONE } } }""");
        Assert.Equal(
            """{"Action":"lambda:InvokeFunctionUrl","FunctionName":{"Ref":"F"},"Principal":"*","FunctionUrlAuthType":"NONE"}""",
            template.Resources["FUrlPublicPermissions"].Properties.ToJsonString()
        );
        Assert.Equal(
            """{"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"F"},"Principal":"*","InvokedViaFunctionUrl":true}""",
            template.Resources["FURLInvokeAllowPublicAccess"].Properties.ToJsonString()
        );
    }

    [Theory]
    [InlineData(
        "Table",
        "AWS::DynamoDB::Table",
        "Read",
        """{"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:Scan","dynamodb:BatchGetItem","dynamodb:ConditionCheckItem","dynamodb:PartiQLSelect"],"Resource":[{"Fn::GetAtt":["To","Arn"]},{"Fn::Sub":["${Arn}/index/*",{"Arn":{"Fn::GetAtt":["To","Arn"]}}]}]}"""
    )]
    [InlineData("Topic", "AWS::SNS::Topic", "Write", """{"Effect":"Allow","Action":["sns:Publish"],"Resource":[{"Ref":"To"}]}""")]
    public void A_connector_gives_the_function_s_role_what_it_needs(string name, string type, string permission, string statement)
    {
        _ = name;
        var template = Expand(
            $$"""
            F: { {{Function}} }, Connectors: { Uses: { Properties: { Destination: { Id: To }, Permissions: [{{permission}}] } } } }
            To: { Type: {{type}}, Properties: {} }
            """
        );
        var policy = template.Resources["FUsesPolicy"];
        Assert.Equal(("AWS::IAM::ManagedPolicy", """[{"Ref":"FRole"}]"""), (policy.Type, policy.Properties["Roles"]!.ToJsonString()));
        Assert.Equal(statement, policy.Properties["PolicyDocument"]!["Statement"]![0]!.ToJsonString());
    }

    [Fact]
    public void Connectors_of_events_are_permissions_and_policies_of_their_destinations()
    {
        var template = Expand(
            $$"""
            F: { {{Function}} } }
            Topic: { Type: AWS::SNS::Topic }
            Queue: { Type: AWS::SQS::Queue }
            Both: { Type: AWS::Serverless::Connector,
              Properties: { Source: { Id: Topic }, Destination: [{ Id: F }, { Id: Queue }], Permissions: [Write] } }
            """
        );
        Assert.Equal(
            """{"Action":"lambda:InvokeFunction","FunctionName":{"Fn::GetAtt":["F","Arn"]},"Principal":"sns.amazonaws.com","SourceArn":{"Ref":"Topic"}}""",
            template.Resources["BothWriteLambdaPermissionDestination0"].Properties.ToJsonString()
        );
        Assert.Equal("""[{"Ref":"Queue"}]""", template.Resources["BothQueuePolicyDestination1"].Properties["Queues"]!.ToJsonString());
    }

    [Theory]
    [InlineData(
        "Destination: { Id: Nobody }, Permissions: [Write]",
        "Resource with id [FUses] is invalid. Unable to find resource with logical ID 'Nobody'."
    )]
    [InlineData(
        "Destination: { Id: Topic }, Permissions: [Read]",
        "Resource with id [FUses] is invalid. Unsupported 'Permissions' provided for connector from AWS::Lambda::Function to "
            + "AWS::SNS::Topic; valid values are: Write."
    )]
    [InlineData(
        "Destination: { Id: Group }, Permissions: [Write]",
        "Resource with id [FUses] is invalid. Unable to create connector from AWS::Lambda::Function to AWS::Logs::LogGroup; it's not "
            + "supported or the template is invalid."
    )]
    public void A_connector_that_cannot_be_is_refused(string connector, string message) =>
        Assert.StartsWith(
            message,
            Fault(
                $$"""
                F: { {{Function}} }, Connectors: { Uses: { Properties: { {{connector}} } } } }
                Topic: { Type: AWS::SNS::Topic }
                Group: { Type: AWS::Logs::LogGroup }
                """
            )
        );

    private static Template Expand(string resources, string globals = "")
    {
        Assert.True(TemplateReader.Read(Text(resources, globals), TransformInput.None).Ok(out var template, out var error), error?.Message);
        return template;
    }

    private static string? Fault(string resources, string globals = "")
    {
        const string Before = "Number of errors found: 1. ";
        var message = TemplateReader.Read(Text(resources, globals), TransformInput.None).Error?.Message;
        return message?[(message.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..];
    }

    private static string Text(string resources, string globals) =>
        $"Transform: AWS::Serverless-2016-10-31\n{globals}\nResources:\n{string.Join('\n', resources.Split('\n').Select(line => $"  {line}"))}";
}
