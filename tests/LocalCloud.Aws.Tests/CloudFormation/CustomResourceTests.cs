using System.Text.Json.Nodes;
using LocalCloud.Aws.Tests.Lambda;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>The provider is a topic with a queue behind it, so that the test itself answers.</summary>
public sealed class CustomResourceTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Requests: { Type: AWS::SQS::Queue, Properties: { QueueName: requests } }
          Topic: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Requests.Arn }] } }
          Thing: { Type: Custom::Thing, Properties: { ServiceToken: !Ref Topic, ServiceTimeout: 60, Size: 5, Deep: { On: true } } }
        Outputs:
          Id: { Value: !Ref Thing }
          Color: { Value: !GetAtt Thing.Color }
        """;

    private string? _queue;

    [Fact]
    public async Task A_custom_resource_is_made_changed_replaced_and_deleted_by_its_provider()
    {
        await CallAsync("CreateStack", ("StackName", "s"), ("TemplateBody", Template));
        var create = await RequestAsync();
        Assert.Equal(
            ("Create", "Custom::Thing", "5", "true"),
            (
                (string?)create["RequestType"],
                (string?)create["ResourceType"],
                (string?)create["ResourceProperties"]!["Size"],
                (string?)create["ResourceProperties"]!["Deep"]!["On"]
            )
        );
        await AnswerAsync(create, """{"Status":"SUCCESS","PhysicalResourceId":"thing-1","Data":{"Color":"red"}}""");
        var stack = await RestAsync("s");
        Assert.Equal(("CREATE_COMPLETE", "thing-1", "red"), (Status(stack), Output(stack, "Id"), Output(stack, "Color")));

        await CallAsync(
            "UpdateStack",
            ("StackName", "s"),
            ("TemplateBody", Template.Replace("Size: 5", "Size: 6", StringComparison.Ordinal))
        );
        var update = await RequestAsync();
        Assert.Equal(
            ("Update", "thing-1", "6", "5"),
            (
                (string?)update["RequestType"],
                (string?)update["PhysicalResourceId"],
                (string?)update["ResourceProperties"]!["Size"],
                (string?)update["OldResourceProperties"]!["Size"]
            )
        );
        await AnswerAsync(update, """{"Status":"SUCCESS","PhysicalResourceId":"thing-2","Data":{"Color":"blue"}}""");
        var old = await RequestAsync();
        Assert.Equal(("Delete", "thing-1"), ((string?)old["RequestType"], (string?)old["PhysicalResourceId"]));
        await AnswerAsync(old, """{"Status":"SUCCESS","PhysicalResourceId":"thing-1"}""");
        stack = await RestAsync("s");
        Assert.Equal(("UPDATE_COMPLETE", "thing-2", "blue"), (Status(stack), Output(stack, "Id"), Output(stack, "Color")));

        await CallAsync("DeleteStack", ("StackName", "s"));
        var delete = await RequestAsync();
        Assert.Equal(("Delete", "thing-2"), ((string?)delete["RequestType"], (string?)delete["PhysicalResourceId"]));
        await AnswerAsync(delete, """{"Status":"SUCCESS","PhysicalResourceId":"thing-2"}""");
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
    }

    [Fact]
    public async Task A_provider_that_fails_fails_the_stack_with_its_reason()
    {
        await CallAsync("CreateStack", ("StackName", "s"), ("TemplateBody", Template));
        var create = await RequestAsync();
        await AnswerAsync(create, """{"Status":"FAILED","Reason":"no room","PhysicalResourceId":"half"}""");
        var delete = await RequestAsync();
        Assert.Equal(("Delete", "half"), ((string?)delete["RequestType"], (string?)delete["PhysicalResourceId"]));
        await AnswerAsync(delete, """{"Status":"SUCCESS","PhysicalResourceId":"half"}""");
        Assert.Equal("ROLLBACK_COMPLETE", Status(await RestAsync("s")));
        Assert.Contains(
            $"Thing: Received response status [FAILED] from custom resource. Message returned: no room (RequestId: {create["RequestId"]})",
            (await ReasonsAsync("s")).Split('\n')
        );
    }

    [Fact]
    public async Task A_provider_that_never_answers_is_waited_for_as_long_as_the_template_says()
    {
        await CallAsync("CreateStack", ("StackName", "s"), ("TemplateBody", Template));
        await RequestAsync();
        // The wait for the answer begins beside the request: time moves until it has been noticed
        await Lambda.Processes.UntilAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(61));
                return !Status(Members(CallAsync("DescribeStacks", ("StackName", "s")).GetAwaiter().GetResult(), "Stacks").Single())
                    .EndsWith("IN_PROGRESS", StringComparison.Ordinal);
            },
            "the stack still waits"
        );
        Assert.Contains(
            "CloudFormation did not receive a response from your Custom Resource.",
            await ReasonsAsync("s"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_function_can_be_the_provider_and_is_told_what_is_missing()
    {
        await CreateAsync(
            "s",
            """
            Resources:
              Thing: { Type: AWS::CloudFormation::CustomResource,
                Properties: { ServiceToken: "arn:aws:lambda:eu-west-1:123456789012:function:none" } }
            """
        );
        Assert.Contains(
            "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:none",
            await ReasonsAsync("s"),
            StringComparison.Ordinal
        );
    }

    private async Task<JsonNode> RequestAsync()
    {
        JsonNode? found = null;
        await Lambda.Processes.UntilAsync(
            () =>
            {
                found = TakeAsync().GetAwaiter().GetResult();
                return found is not null;
            },
            "no request came"
        );
        return found!;
    }

    private async Task<JsonNode?> TakeAsync()
    {
        _queue ??= (await Sqs.ListQueuesAsync("requests")).QueueUrls?.SingleOrDefault();
        if (_queue is null || (await Sqs.ReceiveMessageAsync(_queue)).Messages is not [var message, ..])
            return null;
        await Sqs.DeleteMessageAsync(_queue, message.ReceiptHandle);
        return JsonNode.Parse((string)JsonNode.Parse(message.Body)!["Message"]!);
    }

    private async Task AnswerAsync(JsonNode request, string answer)
    {
        using var response = await Http.PutAsync(
            new Uri((string)request["ResponseURL"]!).PathAndQuery,
            new StringContent(answer),
            TestContext.Current.CancellationToken
        );
        Assert.True(response.IsSuccessStatusCode);
    }
}
