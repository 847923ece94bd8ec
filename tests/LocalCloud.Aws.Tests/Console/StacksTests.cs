using System.Net;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class StacksTests : CloudFormationTest
{
    private ConsoleClient Console => field ??= new(Http);

    [Fact]
    public async Task A_stack_shows_its_outputs_parameters_resources_events_and_template()
    {
        var stack = await CreateAsync(
            "shop",
            TwoQueues.Replace(
                "Parameters:",
                "Description: <two> queues\nParameters:\n  Token: { Type: String, NoEcho: true, Default: hush }"
            )
        );
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        var page = await Console.OpenAsync("view=stacks&name=shop");
        var url = Output(stack, "JobsUrl");
        Assert.Equal(url, ConsoleClient.Link(page, url));
        Assert.Contains("shop-jobs", page.Text);
        Assert.Contains("where jobs go", page.Text);
        Assert.Contains("****", page.Text);
        var ids = await PhysicalIdsAsync("shop");
        Assert.Contains("view=queues", page.Text);
        Assert.Contains($"name={ids["Dead"].Split('/')[^1]}", page.Text);
        Assert.Contains("CREATE_IN_PROGRESS", page.Text);
        Assert.Contains("RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }", page.Text);
        Assert.Contains("&lt;two&gt; queues", page.Page);
    }

    [Fact]
    public async Task Resources_lead_to_their_pages()
    {
        await CreateAsync(
            "shop",
            """
            Resources:
              Topic: { Type: AWS::SNS::Topic }
              Files: { Type: AWS::S3::Bucket }
              Log: { Type: AWS::Logs::LogGroup }
              Key: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: s } }
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
            """
        );
        var page = await Console.OpenAsync("view=stacks&name=shop");
        var ids = await PhysicalIdsAsync("shop");
        foreach (
            var (resource, view) in ((string, string)[])
                [("Topic", "topics"), ("Files", "buckets"), ("Log", "logs"), ("Key", "secrets"), ("Items", "tables")]
        )
            Assert.Contains($"view={view}&", ConsoleClient.Link(page, ids[resource]));
    }

    [Fact]
    public async Task A_stack_is_deleted_and_its_end_is_still_shown()
    {
        await CreateAsync("shop", TwoQueues);
        Assert.Equal(HttpStatusCode.Forbidden, (await Console.ForgeAsync("view=stacks&name=shop", "delete")).Status);
        Assert.Equal("The deletion of shop has begun.", (await Console.SendAsync("view=stacks&name=shop", "delete")).Said);
        ConsoleClient.Shown page;
        do page = await Console.OpenAsync("view=stacks&name=shop");
        while (!page.Text.Contains("DELETE_COMPLETE</span></dd>", StringComparison.Ordinal));
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
        Assert.Contains("There is no stack yet", (await Console.OpenAsync("view=stacks")).Text);
        Assert.Contains("There is no stack “other”", (await Console.OpenAsync("view=stacks&name=other")).Text);
    }

    [Fact]
    public async Task A_protected_stack_is_not_deleted()
    {
        await CreateAsync("shop", TwoQueues, ("EnableTerminationProtection", "true"));
        Assert.Contains("TerminationProtection is enabled", (await Console.SendAsync("view=stacks&name=shop", "delete")).Said);
    }
}
