namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class ChangeSetTests : CloudFormationTest
{
    [Fact]
    public async Task A_stack_is_created_by_executing_a_change_set()
    {
        await CallAsync(
            "CreateChangeSet",
            ("StackName", "shop"),
            ("ChangeSetName", "first"),
            ("ChangeSetType", "CREATE"),
            ("TemplateBody", TwoQueues)
        );
        Assert.Equal("REVIEW_IN_PROGRESS", Text(await CallAsync("DescribeStacks", ("StackName", "shop")), "StackStatus"));
        var changeSet = await CallAsync("DescribeChangeSet", ("StackName", "shop"), ("ChangeSetName", "first"));
        Assert.Equal(("CREATE_COMPLETE", "AVAILABLE"), (Text(changeSet, "Status"), Text(changeSet, "ExecutionStatus")));
        Assert.Equal(
            ["Add Dead", "Add Jobs"],
            Members(changeSet, "Changes").Select(c => $"{Text(c, "Action")} {Text(c, "LogicalResourceId")}")
        );

        await CallAsync("ExecuteChangeSet", ("ChangeSetName", Text(changeSet, "ChangeSetId")));
        Assert.Equal("CREATE_COMPLETE", Status(await RestAsync("shop")));
    }

    [Fact]
    public async Task A_change_set_tells_what_would_change_and_how()
    {
        await CreateAsync("shop", TwoQueues);
        await CallAsync(
            "CreateChangeSet",
            ("StackName", "shop"),
            ("ChangeSetName", "next"),
            (
                "TemplateBody",
                """
                Resources:
                  Jobs: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 4 } }
                  More: { Type: AWS::SQS::Queue, Properties: { QueueName: more } }
                """
            )
        );
        var changeSet = await CallAsync("DescribeChangeSet", ("StackName", "shop"), ("ChangeSetName", "next"));
        Assert.Equal(
            ["Modify Jobs False", "Add More ", "Remove Dead "],
            Members(changeSet, "Changes").Select(c => $"{Text(c, "Action")} {Text(c, "LogicalResourceId")} {Text(c, "Replacement")}")
        );

        await CallAsync("ExecuteChangeSet", ("StackName", "shop"), ("ChangeSetName", "next"));
        Assert.Equal("UPDATE_COMPLETE", Status(await RestAsync("shop")));
        Assert.Equal(
            "InvalidChangeSetStatus",
            (await FailAsync("ExecuteChangeSet", ("StackName", "shop"), ("ChangeSetName", "next"))).Code
        );
    }

    [Fact]
    public async Task A_change_set_without_changes_has_failed()
    {
        await CreateAsync("shop", TwoQueues);
        await CallAsync("CreateChangeSet", ("StackName", "shop"), ("ChangeSetName", "none"), ("TemplateBody", TwoQueues));
        var changeSet = await CallAsync("DescribeChangeSet", ("StackName", "shop"), ("ChangeSetName", "none"));
        Assert.Equal(
            ("FAILED", "The submitted information didn't contain changes. Submit different information to create a change set."),
            (Text(changeSet, "Status"), Text(changeSet, "StatusReason"))
        );
        await CallAsync("DeleteChangeSet", ("StackName", "shop"), ("ChangeSetName", "none"));
        Assert.Equal("ChangeSetNotFound", (await FailAsync("DescribeChangeSet", ("StackName", "shop"), ("ChangeSetName", "none"))).Code);
    }
}
