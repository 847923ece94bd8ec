using System.Xml.Linq;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>Why something would change (docs: Example change sets).</summary>
public sealed class ChangeSetDetailTests : CloudFormationTest
{
    private const string Template = """
        Parameters:
          Delay: { Type: Number, Default: 3 }
          Name: { Type: String, Default: jobs }
        Resources:
          Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Name, DelaySeconds: !Ref Delay, VisibilityTimeout: 30 } }
          Policy:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref Jobs]
              PolicyDocument: { Statement: [{ Effect: Allow, Principal: "*", Action: "sqs:*", Resource: !GetAtt Jobs.Arn }] }
        """;

    [Fact]
    public async Task A_parameter_changes_what_refers_to_it() =>
        Assert.Equal(
            [
                "Jobs Modify False  [Properties] DelaySeconds Never Static ParameterReference Delay; DelaySeconds Never Dynamic "
                    + "DirectModification ",
                "Policy Modify False  [Properties] PolicyDocument Never Dynamic ResourceAttribute Jobs.Arn",
            ],
            await ChangesAsync(Template, ("Parameters.member.1.ParameterKey", "Delay"), ("Parameters.member.1.ParameterValue", "5"))
        );

    [Fact]
    public async Task The_template_itself_changes_a_property() =>
        Assert.Equal(
            [
                "Jobs Modify False  [Properties] VisibilityTimeout Never Static DirectModification ",
                "Policy Modify False  [Properties] PolicyDocument Never Dynamic ResourceAttribute Jobs.Arn",
            ],
            await ChangesAsync(Template.Replace("VisibilityTimeout: 30", "VisibilityTimeout: 40", StringComparison.Ordinal))
        );

    [Fact]
    public async Task What_refers_to_a_replaced_resource_changes_with_it()
    {
        var changes = await ChangesAsync(
            Template,
            ("Parameters.member.1.ParameterKey", "Name"),
            ("Parameters.member.1.ParameterValue", "other")
        );
        Assert.Equal(
            "Jobs Modify True ReplaceAndDelete [Properties] QueueName Always Static ParameterReference Name; QueueName Always Dynamic "
                + "DirectModification ",
            changes[0]
        );
        Assert.StartsWith("Policy Modify ", changes[1]);
        Assert.Contains("Queues Never Static ResourceReference Jobs", changes[1]);
        Assert.Contains("PolicyDocument Never Dynamic ResourceAttribute Jobs.Arn", changes[1]);
    }

    [Fact]
    public async Task Tags_metadata_and_policies_are_attributes_of_their_own()
    {
        await CreateAsync(
            "shop",
            "Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: a, Value: b }] } }, Gone: { Type: "
                + "'AWS::SQS::Queue', DeletionPolicy: Retain } }"
        );
        Assert.Equal(
            [
                "Jobs Modify False  [Tags,Metadata,DeletionPolicy]  Never Static DirectModification ;  Never Static DirectModification ; "
                    + " Never Static DirectModification ",
                "Gone Remove  Retain [] ",
            ],
            await DescribeAsync(
                "Resources: { Jobs: { Type: 'AWS::SQS::Queue', DeletionPolicy: Retain, Metadata: { a: b }, Properties: { Tags: [{ Key: "
                    + "a, Value: c }] } } }"
            )
        );
    }

    [Fact]
    public async Task Tags_of_the_stack_are_tags_of_its_resources()
    {
        await CreateAsync(
            "shop",
            "Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: own, Value: own }] } } }",
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "a"),
            ("Tags.member.2.Key", "own"),
            ("Tags.member.2.Value", "stack")
        );
        Assert.Equal(["own=own", "team=a"], await TagsAsync());

        await CallAsync(
            "UpdateStack",
            ("StackName", "shop"),
            ("UsePreviousTemplate", "true"),
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "b")
        );
        Assert.Equal("UPDATE_COMPLETE", Status(await RestAsync("shop")));
        Assert.Equal(["own=own", "team=b"], await TagsAsync());

        var error = await FailAsync(
            "UpdateStack",
            ("StackName", "shop"),
            ("UsePreviousTemplate", "true"),
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "b")
        );
        Assert.Equal("No updates are to be performed.", error.Message);
    }

    [Fact]
    public async Task Tags_of_rules_and_roles_follow_those_of_the_stack()
    {
        const string Made =
            "Resources: { Rule: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: rate(1 day) } }, Role: { Type: "
            + "'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } } }";
        (string, string) allowed = ("Capabilities.member.1", "CAPABILITY_IAM");
        await CreateAsync("shop", Made, allowed, ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"));
        await UpdateAsync("shop", Made, allowed, ("Tags.member.1.Key", "crew"), ("Tags.member.1.Value", "b"));
        var rule = (await PhysicalIdsAsync("shop"))["Rule"];
        var tags = await Host.InvokeAsync(
            new(Account, Region),
            "events",
            "ListTagsForResource",
            System.Text.Json.JsonDocument.Parse($$"""{"ResourceARN":"arn:aws:events:{{Region}}:{{Account}}:rule/{{rule}}"}""").RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ["crew=b"],
            tags.Value.GetProperty("Tags")
                .EnumerateArray()
                .Select(t => $"{t.GetProperty("Key").GetString()}={t.GetProperty("Value").GetString()}")
                .Where(t => !t.StartsWith("aws:", StringComparison.Ordinal))
        );
        var role = await CallAsync("iam", "2010-05-08", "ListRoleTags", ("RoleName", (await PhysicalIdsAsync("shop"))["Role"]));
        Assert.Equal(
            ["crew"],
            Members(role, "Tags").Select(t => Text(t, "Key")).Where(key => !key.StartsWith("aws:", StringComparison.Ordinal))
        );
    }

    private async Task<string[]> TagsAsync() =>
        [
            .. (await Sqs.ListQueueTagsAsync(new() { QueueUrl = (await PhysicalIdsAsync("shop"))["Jobs"] }))
                .Tags.OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => $"{t.Key}={(t.Value.StartsWith("arn:", StringComparison.Ordinal) ? "arn" : t.Value)}"),
        ];

    private async Task<string[]> ChangesAsync(string template, params (string, string)[] parameters)
    {
        await CreateAsync("shop", Template);
        return await DescribeAsync(template, parameters);
    }

    private async Task<string[]> DescribeAsync(string template, params (string, string)[] parameters)
    {
        await CallAsync("CreateChangeSet", [("StackName", "shop"), ("ChangeSetName", "next"), ("TemplateBody", template), .. parameters]);
        var changeSet = await CallAsync("DescribeChangeSet", ("StackName", "shop"), ("ChangeSetName", "next"));
        return [.. Members(changeSet, "Changes").Select(Line)];
    }

    private static string Line(XElement change) =>
        $"{Text(change, "LogicalResourceId")} {Text(change, "Action")} {Text(change, "Replacement")} {Text(change, "PolicyAction")} "
        + $"[{string.Join(',', Members(change, "Scope").Select(s => s.Value))}] "
        + string.Join(
            "; ",
            Members(change, "Details")
                .Select(d =>
                    $"{Text(d, "Name")} {Text(d, "RequiresRecreation")} {Text(d, "Evaluation")} {Text(d, "ChangeSource")} "
                    + $"{Text(d, "CausingEntity")}"
                )
        );
}
