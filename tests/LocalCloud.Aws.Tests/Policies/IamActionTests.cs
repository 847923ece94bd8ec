using System.Text.Json;
using LocalCloud.Policies;
using LocalCloud.Policies.Templates;

namespace LocalCloud.Aws.Tests.Policies;

/// <summary>From API calls to IAM's actions and resources, by the Service Authorization Reference.</summary>
public class IamActionTests
{
    private const string Role = "arn:aws:iam::123456789012:role/r";

    [Theory]
    [InlineData("s3", "HeadObject", "arn:aws:s3:::b/*", null, "s3:GetObject arn:aws:s3:::b/*")]
    [InlineData("s3", "ListObjectsV2", "arn:aws:s3:::b", null, "s3:ListBucket arn:aws:s3:::b")]
    [InlineData("s3", "DeleteObjects", "arn:aws:s3:::b", null, "s3:DeleteObject arn:aws:s3:::b/*")]
    [InlineData("s3", "GetObject", "arn:aws:s3:::b/*", "version", "s3:GetObjectVersion arn:aws:s3:::b/*")]
    [InlineData("s3", "CopyObject", "arn:aws:s3:::from/*", "source", "s3:GetObject arn:aws:s3:::from/*")]
    [InlineData("s3", "CopyObject", "arn:aws:s3:::to/*", null, "s3:PutObject arn:aws:s3:::to/*")]
    [InlineData("s3", "PutObject", "arn:aws:s3:::b/*", "tagging", "s3:PutObject arn:aws:s3:::b/*", "s3:PutObjectTagging arn:aws:s3:::b/*")]
    [InlineData("s3", "ListBuckets", null, null, "s3:ListAllMyBuckets *")]
    [InlineData("s3", "UploadPart", "arn:aws:s3:::b/*", null, "s3:PutObject arn:aws:s3:::b/*")]
    [InlineData(
        "lambda",
        "Invoke",
        "arn:aws:lambda:eu-west-1:123456789012:function:f",
        null,
        "lambda:InvokeFunction arn:aws:lambda:eu-west-1:123456789012:function:f"
    )]
    [InlineData(
        "sqs",
        "SendMessageBatch",
        "arn:aws:sqs:eu-west-1:123456789012:q",
        null,
        "sqs:SendMessage arn:aws:sqs:eu-west-1:123456789012:q"
    )]
    [InlineData("sqs", "ListQueues", null, null, "sqs:ListQueues *")]
    [InlineData("sns", "PublishBatch", "arn:aws:sns:eu-west-1:123456789012:t", null, "sns:Publish arn:aws:sns:eu-west-1:123456789012:t")]
    [InlineData(
        "dynamodb",
        "TransactWriteItems",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/t",
        "ConditionCheck",
        "dynamodb:ConditionCheckItem arn:aws:dynamodb:eu-west-1:123456789012:table/t"
    )]
    [InlineData(
        "dynamodb",
        "TransactGetItems",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/t",
        null,
        "dynamodb:GetItem arn:aws:dynamodb:eu-west-1:123456789012:table/t"
    )]
    [InlineData(
        "dynamodb",
        "Query",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/t/index/i",
        null,
        "dynamodb:Query arn:aws:dynamodb:eu-west-1:123456789012:table/t/index/i"
    )]
    [InlineData(
        "events",
        "PutEvents",
        "arn:aws:events:eu-west-1:123456789012:event-bus/b",
        null,
        "events:PutEvents arn:aws:events:eu-west-1:123456789012:event-bus/b"
    )]
    [InlineData(
        "ses",
        "SendEmail",
        "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
        null,
        "ses:SendEmail arn:aws:ses:eu-west-1:123456789012:identity/example.com"
    )]
    [InlineData(
        "secretsmanager",
        "GetSecretValue",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-AbCdEf",
        null,
        "secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-??????"
    )]
    [InlineData(
        "rds-db",
        "connect",
        "arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-0/app",
        null,
        "rds-db:connect arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-0/app"
    )]
    [InlineData("monitoring", "PutMetricData", null, "Shop", "cloudwatch:PutMetricData *")]
    [InlineData(
        "streams.dynamodb",
        "GetRecords",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/1",
        null,
        "dynamodb:GetRecords arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/1"
    )]
    [InlineData("sts", "GetCallerIdentity", null, null)]
    [InlineData("lambda", "Invocation", "arn:aws:lambda:eu-west-1:123456789012:function:f", null)]
    public void A_call_needs(string service, string operation, string? resource, string? detail, params string[] needed) =>
        Assert.Equal(needed, IamActions.Of(Call(service, operation, resource, detail))!.Select(p => $"{p.Action} {p.Resource}"));

    [Fact]
    public void A_missing_object_is_only_told_to_who_may_list() =>
        Assert.Equal(
            ["s3:GetObject", "s3:ListBucket"],
            IamActions
                .Of(
                    Call("s3", "GetObject", "arn:aws:s3:::b/*") with
                    {
                        Failed = 1,
                        Errors = new Dictionary<string, long> { ["NoSuchKey"] = 1 },
                    }
                )!
                .Select(p => p.Action)
        );

    [Fact]
    public void A_namespace_of_metrics_is_a_condition()
    {
        var policy = Report(Call("monitoring", "PutMetricData", null, "Shop"), Call("monitoring", "PutMetricData", null, "Mail")).Policy;
        var statement = Assert.Single(policy.Statement);
        Assert.Equal(["Mail", "Shop"], statement.Condition!["StringEquals"]["cloudwatch:namespace"]);
        Assert.Contains(
            "cloudwatch:namespace: [\"Mail\", \"Shop\"]",
            PolicyText.Yaml(
                Report(Call("monitoring", "PutMetricData", null, "Shop"), Call("monitoring", "PutMetricData", null, "Mail")),
                "x"
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_was_refused_for_a_lack_of_permission_is_told_and_not_allowed()
    {
        var report = Report(
            Call("sqs", "SendMessage", "arn:aws:sqs:eu-west-1:123456789012:q") with
            {
                Failed = 1,
                Errors = new Dictionary<string, long> { ["AccessDenied"] = 1 },
            }
        );
        Assert.Empty(report.Policy.Statement);
        Assert.Equal("SendMessage", Assert.Single(report.Denied).Operation);
    }

    [Fact]
    public void Calls_of_another_role_are_none_of_its_business() =>
        Assert.Empty(
            Report(
                Call("sqs", "SendMessage", "arn:aws:sqs:eu-west-1:123456789012:q") with
                {
                    Role = "arn:aws:iam::123456789012:role/other",
                }
            ).Policy.Statement
        );

    [Fact]
    public void Another_region_and_account_stay_as_they_are()
    {
        var functions = new FunctionFacts("f", "eu-west-1", "123456789012") { LogGroup = "/aws/lambda/f" };
        var report = LeastPrivilege.Of(Role, Usage(Call("sqs", "SendMessage", "arn:aws:sqs:us-east-1:999999999999:q")), [functions]);
        Assert.Contains(report.Policy.Statement, s => s.Resource.Contains("arn:${AWS::Partition}:sqs:us-east-1:999999999999:q"));
    }

    [Theory]
    [InlineData(
        "AWS::SQS::Queue",
        "http://localhost:4566/123456789012/shop-X-1",
        "arn:aws:sqs:eu-west-1:123456789012:shop-X-1",
        "!GetAtt X.Arn"
    )]
    [InlineData(
        "AWS::DynamoDB::Table",
        "shop-X-1",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/shop-X-1/index/i",
        "!Sub \"${X.Arn}/index/i\""
    )]
    [InlineData(
        "AWS::DynamoDB::Table",
        "shop-X-1",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/shop-X-12",
        "!Sub \"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/shop-X-12\""
    )]
    [InlineData("AWS::S3::Bucket", "shop-x-1", "arn:aws:s3:::shop-x-1/*", "!Sub \"${X.Arn}/*\"")]
    [InlineData("AWS::SNS::Topic", "arn:aws:sns:eu-west-1:123456789012:t", "arn:aws:sns:eu-west-1:123456789012:t", "!Ref X")]
    [InlineData(
        "AWS::SecretsManager::Secret",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-AbCdEf",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-??????",
        "!Ref X"
    )]
    [InlineData("AWS::IAM::Role", "role", "*", "\"*\"")]
    public void A_policy_for_a_template_names_resources_as_it_does(string type, string physical, string resource, string written)
    {
        var report = Report() with
        {
            Region = "eu-west-1",
            Account = "123456789012",
            Evidence = [new("a:B", resource, [resource], null, 1, 0, [])],
        };
        Assert.Contains(
            $"        - {written}\n",
            PolicyText.Yaml(report.Named(new([new("X", type, physical)], "eu-west-1", "123456789012")), "x"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_template_grants_what_its_functions_say()
    {
        const string Template = """
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
              Orders: { Type: AWS::DynamoDB::Table }
              Unused: { Type: AWS::S3::Bucket }
              ApiRole:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: [!Sub "arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"]
                  Policies:
                    - PolicyName: function
                      PolicyDocument:
                        Statement:
                          - { Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Jobs.Arn }
                          - { Effect: Allow, Action: ["dynamodb:GetItem", "dynamodb:Scan"],
                            Resource: [!GetAtt Orders.Arn, !Sub "${Orders.Arn}/index/*"] }
                          - { Effect: Allow, Action: ["s3:PutObject"], Resource: !Join ["", [!GetAtt Unused.Arn, "/*"]] }
                          - { Effect: Allow, Action: ["ses:SendEmail"],
                            Resource: !If [Has, !Sub "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${Domain}", "*"] }
              Api: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt ApiRole.Arn } }
            """;
        var physical = new Dictionary<string, string>
        {
            ["Jobs"] = "http://localhost:4566/123456789012/shop-Jobs-1",
            ["Orders"] = "shop-Orders-1",
            ["Unused"] = "shop-unused-1",
            ["Api"] = "shop-Api-1",
        };
        var role = TemplateRole.Of(Template, "shop-Api-1", physical, "eu-west-1", "123456789012")!;
        Assert.Equal(("ApiRole", 4, 1), (role.LogicalId, role.Statements.Count, role.NotCompared.Count));

        var report = Report(
                Call("sqs", "SendMessage", "arn:aws:sqs:eu-west-1:123456789012:shop-Jobs-1"),
                Call("dynamodb", "GetItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/shop-Orders-1"),
                Call("events", "PutEvents", "arn:aws:events:eu-west-1:123456789012:event-bus/b"),
                Call("ses", "SendEmail", "arn:aws:ses:eu-west-1:123456789012:identity/example.com")
            )
            .Against(role.Statements, role.NotCompared);
        report = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(report, PolicyJson.Default.PolicyReport),
            PolicyJson.Default.PolicyReport
        )!;
        Assert.Equal(["events:PutEvents"], report.Lacking!.Select(p => p.Action));
        Assert.Equal(
            [
                "dynamodb:GetItem arn:aws:dynamodb:eu-west-1:123456789012:table/shop-Orders-1/index/* was not used with it",
                "dynamodb:Scan  nothing called it",
                "s3:PutObject  nothing called it",
                "ses:SendEmail * is wider than what was used",
            ],
            report.Beyond!.Select(e => $"{e.Action} {e.Resource} {e.Why}")
        );

        // Not deployed, names are known by what CloudFormation would make of them
        Assert.Empty(
            Report(Call("sqs", "SendMessage", "arn:aws:sqs:eu-west-1:123456789012:shop-Jobs-1"))
                .Against(
                    TemplateRole.Of(Template, "shop-Api-1", new Dictionary<string, string>(), "eu-west-1", "123456789012")!.Statements,
                    []
                )
                .Lacking!
        );
        Assert.Null(TemplateRole.Of(Template, "nothing", physical, "eu-west-1", "123456789012"));
        Assert.Throws<FormatException>(() => TemplateRole.Of("a: [", "x", physical, "", ""));
    }

    private static PolicyReport Report(params UsageCall[] calls) => LeastPrivilege.Of(Role, Usage(calls), []);

    private static UsageReport Usage(params UsageCall[] calls) => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, calls);

    private static UsageCall Call(string service, string operation, string? resource, string? detail = null) =>
        new()
        {
            Service = service,
            Operation = operation,
            Resource = resource,
            Detail = detail,
            Role = Role,
            Function = "f",
            Caller = "function",
            Region = "eu-west-1",
            Account = "123456789012",
            Count = 1,
        };
}
