namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class StackUpdateTests : CloudFormationTest
{
    [Fact]
    public async Task An_update_without_changes_is_refused()
    {
        await CreateAsync("shop", TwoQueues);
        Assert.Equal(
            ("ValidationError", "No updates are to be performed."),
            await FailAsync("UpdateStack", ("StackName", "shop"), ("TemplateBody", TwoQueues + "\n# only a comment\n"))
        );
    }

    [Fact]
    public async Task An_update_changes_in_place_what_it_can_and_leaves_the_rest_alone()
    {
        await CreateAsync("shop", TwoQueues);
        var before = await PhysicalIdsAsync("shop");
        var stack = await UpdateAsync(
            "shop",
            TwoQueues,
            ("Parameters.member.1.ParameterKey", "Delay"),
            ("Parameters.member.1.ParameterValue", "9")
        );

        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        Assert.Equal(before, await PhysicalIdsAsync("shop"));
        Assert.Equal("9", (await Sqs.GetQueueAttributesAsync(Output(stack, "JobsUrl"), ["All"])).Attributes["DelaySeconds"]);
        Assert.Equal(
            ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"],
            await EventsAsync("shop", "Jobs")
        );
        Assert.Equal(["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"], await EventsAsync("shop", "Dead"));
    }

    [Fact]
    public async Task A_property_that_the_template_no_longer_has_goes_back_to_its_default()
    {
        var stack = await CreateAsync("shop", Queue("VisibilityTimeout: 7, DelaySeconds: 5"));
        await UpdateAsync("shop", Queue("DelaySeconds: 6"));
        var attributes = (await Sqs.GetQueueAttributesAsync((await PhysicalIdsAsync("shop"))["Queue"], ["All"])).Attributes;
        Assert.Equal(("30", "6"), (attributes["VisibilityTimeout"], attributes["DelaySeconds"]));
        Assert.Equal("CREATE_COMPLETE", Status(stack));
    }

    [Fact]
    public async Task A_property_that_cannot_change_replaces_the_resource_and_whoever_refers_to_it_follows()
    {
        await CreateAsync("shop", Policied("first"));
        var stack = await UpdateAsync("shop", Policied("second"));

        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        Assert.EndsWith("/second", Assert.Single((await Sqs.ListQueuesAsync("")).QueueUrls));
        Assert.Equal(
            [
                "CREATE_IN_PROGRESS",
                "CREATE_IN_PROGRESS",
                "CREATE_COMPLETE",
                "UPDATE_IN_PROGRESS",
                "UPDATE_IN_PROGRESS",
                "UPDATE_COMPLETE",
                "DELETE_IN_PROGRESS",
                "DELETE_COMPLETE",
            ],
            await EventsAsync("shop", "Queue")
        );
        Assert.Contains(
            "policy",
            (await Sqs.GetQueueAttributesAsync((await PhysicalIdsAsync("shop"))["Queue"], ["Policy"])).Attributes["Policy"]
        );
    }

    [Fact]
    public async Task A_failed_update_brings_back_what_was()
    {
        await CreateAsync("shop", Policied("first"));
        var before = await PhysicalIdsAsync("shop");
        var stack = await UpdateAsync(
            "shop",
            Policied("second")
                + """
                  Added: { Type: AWS::SQS::Queue }
                  Bad: { Type: AWS::SQS::Queue, DependsOn: [Queue, Added], Properties: { DelaySeconds: 100000 } }
                """
        );

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", Status(stack));
        Assert.Equal(before, await PhysicalIdsAsync("shop"));
        Assert.EndsWith("/first", Assert.Single((await Sqs.ListQueuesAsync("")).QueueUrls));
        Assert.Equal(["CREATE_IN_PROGRESS", "CREATE_FAILED"], (await EventsAsync("shop", "Bad"))[..2]);
        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("shop", Policied("third"))));
    }

    [Fact]
    public async Task A_resource_that_the_template_no_longer_has_is_deleted_after_the_update()
    {
        await CreateAsync("shop", TwoQueues);
        var stack = await UpdateAsync("shop", "Resources: { Dead: { Type: 'AWS::SQS::Queue' } }");
        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        Assert.Contains("shop-Dead-", Assert.Single((await Sqs.ListQueuesAsync("")).QueueUrls));
        Assert.Empty(Members(stack, "Outputs"));
    }

    [Fact]
    public async Task A_new_output_alone_is_an_update()
    {
        await CreateAsync("shop", "Resources: { Dead: { Type: 'AWS::SQS::Queue' } }");
        var stack = await UpdateAsync(
            "shop",
            "Resources: { Dead: { Type: 'AWS::SQS::Queue' } }\nOutputs: { Name: { Value: !GetAtt Dead.QueueName } }"
        );
        Assert.StartsWith("shop-Dead-", Output(stack, "Name"));
    }

    [Fact]
    public async Task A_named_resource_is_not_replaced_by_one_of_its_name()
    {
        await CreateAsync(
            "shop",
            "Resources: { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: events } }, "
                + "Rule: { Type: 'AWS::Events::Rule', Properties: { Name: all, EventBusName: !Ref Bus, EventPattern: { source: [a] } } } }"
        );
        var stack = await UpdateAsync(
            "shop",
            "Resources: { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: events } }, "
                + "Rule: { Type: 'AWS::Events::Rule', Properties: { Name: all, EventPattern: { source: [a] } } } }"
        );
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", Status(stack));
        Assert.Contains("UPDATE_FAILED", await EventsAsync("shop", "Rule"));
    }

    [Fact]
    public async Task A_previous_template_and_previous_values_can_be_kept()
    {
        await CreateAsync("shop", TwoQueues, ("Parameters.member.1.ParameterKey", "Delay"), ("Parameters.member.1.ParameterValue", "8"));
        Assert.Equal(
            "No updates are to be performed.",
            (
                await FailAsync(
                    "UpdateStack",
                    ("StackName", "shop"),
                    ("UsePreviousTemplate", "true"),
                    ("Parameters.member.1.ParameterKey", "Delay"),
                    ("Parameters.member.1.UsePreviousValue", "true")
                )
            ).Message
        );
        await CallAsync("UpdateStack", ("StackName", "shop"), ("UsePreviousTemplate", "true"));
        Assert.Equal(
            "3",
            (await Sqs.GetQueueAttributesAsync(Output(await RestAsync("shop"), "JobsUrl"), ["All"])).Attributes["DelaySeconds"]
        );
    }

    private static string Queue(string properties) =>
        $"Resources: {{ Queue: {{ Type: 'AWS::SQS::Queue', Properties: {{ {properties} }} }} }}";

    private static string Policied(string name) =>
        $$"""
            Resources:
              Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: {{name}} } }
              Policy:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Queue]
                  PolicyDocument:
                    Version: "2012-10-17"
                    Id: policy
                    Statement: [{ Effect: Allow, Principal: "*", Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn }]

            """;
}
