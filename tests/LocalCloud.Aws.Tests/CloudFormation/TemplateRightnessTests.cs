using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>What templates and stacks may do beyond the first example of the documentation.</summary>
public sealed class TemplateRightnessTests : CloudFormationTest
{
    [Fact]
    public async Task The_name_of_an_executed_change_set_is_free_again()
    {
        await CreateAsync("shop", TwoQueues);
        foreach (var delay in new[] { 4, 5 })
        {
            await CallAsync(
                "CreateChangeSet",
                ("StackName", "shop"),
                ("ChangeSetName", "next"),
                ("UsePreviousTemplate", "true"),
                ("Parameters.member.1.ParameterKey", "Delay"),
                ("Parameters.member.1.ParameterValue", $"{delay}")
            );
            Assert.Equal(
                "AVAILABLE",
                Text(await CallAsync("DescribeChangeSet", ("StackName", "shop"), ("ChangeSetName", "next")), "ExecutionStatus")
            );
            await CallAsync("ExecuteChangeSet", ("StackName", "shop"), ("ChangeSetName", "next"));
            Assert.Equal("UPDATE_COMPLETE", Status(await RestAsync("shop")));
        }
        await CallAsync(
            "CreateChangeSet",
            ("StackName", "shop"),
            ("ChangeSetName", "other"),
            ("UsePreviousTemplate", "true"),
            ("Parameters.member.1.ParameterKey", "Delay"),
            ("Parameters.member.1.ParameterValue", "6")
        );
        Assert.Equal(
            "AlreadyExistsException",
            (await FailAsync("CreateChangeSet", ("StackName", "shop"), ("ChangeSetName", "other"), ("UsePreviousTemplate", "true"))).Code
        );
    }

    [Fact]
    public async Task A_change_set_tells_what_becomes_of_failures_only_when_it_was_asked_for()
    {
        await CallAsync(
            "CreateChangeSet",
            ("StackName", "a"),
            ("ChangeSetName", "c"),
            ("ChangeSetType", "CREATE"),
            ("TemplateBody", TwoQueues)
        );
        Assert.Equal("", Text(await CallAsync("DescribeChangeSet", ("StackName", "a"), ("ChangeSetName", "c")), "OnStackFailure"));
        await CallAsync(
            "CreateChangeSet",
            ("StackName", "b"),
            ("ChangeSetName", "c"),
            ("ChangeSetType", "CREATE"),
            ("TemplateBody", TwoQueues),
            ("OnStackFailure", "DELETE")
        );
        Assert.Equal("DELETE", Text(await CallAsync("DescribeChangeSet", ("StackName", "b"), ("ChangeSetName", "c")), "OnStackFailure"));
    }

    [Fact]
    public async Task GetAtt_gives_any_property_and_its_attribute_may_be_a_parameter()
    {
        var stack = await CreateAsync(
            "s",
            """
            Parameters:
              Which: { Type: String, Default: QueueName }
            Resources:
              Jobs: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 7 } }
              Table: { Type: AWS::DynamoDB::Table,
                Properties: { BillingMode: PAY_PER_REQUEST, KeySchema: [{ AttributeName: id, KeyType: HASH }],
                AttributeDefinitions: [{ AttributeName: id, AttributeType: S }] } }
              Text: { Type: AWS::SSM::Parameter, Properties: { Name: /t, Type: String, Value: !GetAtt Table.TableName } }
            Outputs:
              Delay: { Value: !GetAtt Jobs.DelaySeconds }
              Name: { Value: !GetAtt [Jobs, !Ref Which] }
              Table: { Value: !Sub "${Table.TableName}" }
              Mode: { Value: !GetAtt Table.BillingMode }
              TableRef: { Value: !Ref Table }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal(("7", "PAY_PER_REQUEST"), (Output(stack, "Delay"), Output(stack, "Mode")));
        Assert.StartsWith("s-Jobs-", Output(stack, "Name"), StringComparison.Ordinal);
        Assert.Equal(Output(stack, "TableRef"), Output(stack, "Table"));
        Assert.Contains(
            "does not support attribute type Nothing",
            (
                await FailAsync(
                    "CreateStack",
                    ("StackName", "t"),
                    ("TemplateBody", "Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { O: { Value: !GetAtt Q.Nothing } }")
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stack_may_have_all_its_resources_switched_off_and_on_again()
    {
        const string Template = """
            Parameters:
              On: { Type: String, Default: "false" }
            Conditions:
              IsOn: !Equals [!Ref On, "true"]
            Resources:
              Jobs: { Type: AWS::SQS::Queue, Condition: IsOn }
            """;
        Assert.Equal("CREATE_COMPLETE", Status(await CreateAsync("s", Template)));
        Assert.Empty(await PhysicalIdsAsync("s"));
        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync("s", Template, ("Parameters.member.1.ParameterKey", "On"), ("Parameters.member.1.ParameterValue", "true"))
            )
        );
        Assert.Single(await PhysicalIdsAsync("s"));
        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync(
                    "s",
                    Template,
                    ("Parameters.member.1.ParameterKey", "On"),
                    ("Parameters.member.1.ParameterValue", "false")
                )
            )
        );
        Assert.Empty((await Sqs.ListQueuesAsync("s-")).QueueUrls ?? []);
    }

    [Theory]
    [InlineData("keep", true)]
    [InlineData("drop", false)]
    [InlineData("none", false)]
    public async Task A_deletion_policy_may_be_a_condition_s_with_the_language_extensions(string what, bool stays)
    {
        await CreateAsync(
            "s",
            """
            Transform: AWS::LanguageExtensions
            Parameters:
              What: { Type: String }
            Conditions:
              Keep: !Equals [!Ref What, keep]
              None: !Equals [!Ref What, none]
            Resources:
              Jobs: { Type: AWS::SQS::Queue, DeletionPolicy: !If [Keep, Retain, !If [None, !Ref AWS::NoValue, Delete]],
                Properties: { QueueName: kept } }
            """,
            ("Capabilities.member.1", "CAPABILITY_AUTO_EXPAND"),
            ("Parameters.member.1.ParameterKey", "What"),
            ("Parameters.member.1.ParameterValue", what)
        );
        var id = Text(Members(await CallAsync("DescribeStacks", ("StackName", "s")), "Stacks").Single(), "StackId");
        await CallAsync("DeleteStack", ("StackName", "s"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(id)));
        Assert.Equal(stays, (await Sqs.ListQueuesAsync("kept")).QueueUrls is { Count: 1 });
    }

    [Fact]
    public async Task Schedules_and_their_groups_get_names()
    {
        var stack = await CreateAsync(
            "s",
            """
            Resources:
              Group: { Type: AWS::Scheduler::ScheduleGroup }
              Nightly:
                Type: AWS::Scheduler::Schedule
                Properties:
                  GroupName: !Ref Group
                  ScheduleExpression: rate(1 day)
                  FlexibleTimeWindow: { Mode: "OFF" }
                  Target: { Arn: "arn:aws:sqs:eu-west-1:123456789012:jobs", RoleArn: "arn:aws:iam::123456789012:role/r" }
            Outputs:
              Group: { Value: !Ref Group }
              Schedule: { Value: !Ref Nightly }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Matches("^s-Group-[A-Za-z0-9]+$", Output(stack, "Group"));
        Assert.Matches("^s-Nightly-[A-Za-z0-9]+$", Output(stack, "Schedule"));
    }

    [Theory]
    [InlineData("{ \"Resources\": { \"A\": { \"Type\": \"AWS::SQS::Queue\", }, }, }", null)]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties:\n      Text: |\n        one\n          two\n\n        three\n",
        "one\n  two\n\nthree\n"
    )]
    [InlineData("Resources:\n  A:\n    Type: X\n    Properties:\n      Text: >-\n        one\n        two\n", "one two")]
    [InlineData("Resources:\n  A:\n    Type: X\n    Properties:\n      Text: |2\n          indented\n        less\n", "  indented\nless\n")]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties:\n      Text: |\n        a:\tb # c\n        'd' {e} [f]\n",
        "a:\tb # c\n'd' {e} [f]\n"
    )]
    [InlineData("Resources:\n  A:\n    Type: X\n    Properties:\n      Text: |-\n        last", "last")]
    [InlineData("Resources:\r\n  A:\r\n    Type: X\r\n    Properties:\r\n      Text: |\r\n        one\r\n        two\r\n", "one\ntwo\n")]
    [InlineData("Resources:\n  A:\n    Type: X\n    Properties:\n      Text: |+\n        keep\n\n", "keep\n\n")]
    public void Bodies_are_read_as_CloudFormation_reads_them(string body, string? text)
    {
        Assert.True(TemplateReader.Read(body).Ok(out var template, out var error), error?.Message);
        Assert.Equal(text, (string?)template.Resources["A"].Properties["Text"]);
    }

    [Fact]
    public async Task A_parameter_keeps_its_value_beside_an_empty_one_and_under_another_default()
    {
        static string Template(int otherwise) =>
            $$"""
                Parameters:
                  Delay: { Type: Number, Default: {{otherwise}} }
                Resources:
                  Jobs: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: !Ref Delay, MaximumMessageSize: {{1024 * otherwise}} } }
                """;
        await CreateAsync("s", Template(3));
        (string, string)[] kept =
        [
            ("Parameters.member.1.ParameterKey", "Delay"),
            ("Parameters.member.1.ParameterValue", ""),
            ("Parameters.member.1.UsePreviousValue", "true"),
        ];
        var stack = await UpdateAsync("s", Template(9), kept);
        Assert.Equal(("UPDATE_COMPLETE", "3"), (Status(stack), Text(stack, "ParameterValue")));
        Assert.Contains(
            "not in the previous template",
            (
                await FailAsync(
                    "UpdateStack",
                    [
                        ("StackName", "s"),
                        ("TemplateBody", Template(9).Replace("Delay", "Other", StringComparison.Ordinal)),
                        .. kept.Select(k => (k.Item1, k.Item2.Replace("Delay", "Other", StringComparison.Ordinal))),
                    ]
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Events_of_a_stack_have_increasing_times()
    {
        // The clock stands
        await CreateAsync("s", TwoQueues);
        var times = Members(await CallAsync("DescribeStackEvents", ("StackName", "s")), "StackEvents")
            .Select(e => DateTimeOffset.Parse(Text(e, "Timestamp"), CultureInfo.InvariantCulture))
            .Reverse()
            .ToList();
        Assert.True(times.Count > 4);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task Queues_and_tables_show_the_tags_of_the_stack_and_none_of_CloudFormation()
    {
        var stack = await CreateAsync(
            "s",
            """
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
              Table: { Type: AWS::DynamoDB::Table,
                Properties: { BillingMode: PAY_PER_REQUEST, KeySchema: [{ AttributeName: id, KeyType: HASH }],
                AttributeDefinitions: [{ AttributeName: id, AttributeType: S }] } }
            Outputs:
              Url: { Value: !Ref Jobs }
              Arn: { Value: !GetAtt Table.Arn }
            """,
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "a")
        );
        Assert.Equal(
            ["team"],
            (await Sqs.ListQueueTagsAsync(new Amazon.SQS.Model.ListQueueTagsRequest { QueueUrl = Output(stack, "Url") })).Tags.Keys
        );
        var db = Client(new AmazonDynamoDBConfig(), (c, config) => new AmazonDynamoDBClient(c, config));
        Assert.Equal(
            ["team"],
            (await db.ListTagsOfResourceAsync(new ListTagsOfResourceRequest { ResourceArn = Output(stack, "Arn") })).Tags.Select(t => t.Key)
        );
    }

    [Theory]
    [InlineData("us-east-1", "us-east-1a,us-east-1b,us-east-1c,us-east-1d,us-east-1e,us-east-1f")]
    [InlineData("ap-northeast-1", "ap-northeast-1a,ap-northeast-1c,ap-northeast-1d")]
    [InlineData("eu-central-1", "eu-central-1a,eu-central-1b,eu-central-1c")]
    public async Task Zones_are_those_of_the_region_that_is_asked_for(string region, string zones)
    {
        var stack = await CreateAsync(
            "s",
            $$"""
            Resources: { Jobs: { Type: AWS::SQS::Queue } }
            Outputs: { Zones: { Value: !Join [",", !GetAZs {{region}}] } }
            """
        );
        Assert.Equal(zones, Output(stack, "Zones"));
    }
}
