using System.Net;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class ConsoleTests : CloudFormationTest
{
    private const string ScopeQuery = $"scope={Account}%2F{Region}";

    [Fact]
    public async Task Messages_are_shown_without_being_received_and_cannot_put_markup_into_the_page()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await Sqs.SendMessageAsync(url, "<script>alert('x')</script>");
        var page = await PageAsync($"?view=queues&{ScopeQuery}&name=jobs");
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", page);
        Assert.DoesNotContain("<script>", page);
        var message = Assert.Single(
            (
                await Sqs.ReceiveMessageAsync(
                    new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = url, MessageSystemAttributeNames = ["ApproximateReceiveCount"] }
                )
            ).Messages
        );
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task Every_view_shows_what_a_stack_made()
    {
        var stack = await CreateAsync(
            "shop",
            """
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
              Rule: { Type: AWS::Events::Rule,
                Properties: { EventPattern: { source: [shop] }, Targets: [{ Id: jobs, Arn: !GetAtt Jobs.Arn }] } }
              Files: { Type: AWS::S3::Bucket }
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
            """
        );
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        var ids = await PhysicalIdsAsync("shop");
        Assert.Contains("export AWS_ENDPOINT_URL=http://localhost:4566", await PageAsync($"?{ScopeQuery}"));
        Assert.Contains(ids["Jobs"], WebUtility.HtmlDecode(await PageAsync($"?view=stacks&{ScopeQuery}&name=shop")));
        Assert.Contains("shop-Jobs-", await PageAsync($"?view=queues&{ScopeQuery}"));
        Assert.Contains(ids["Rule"], await PageAsync($"?view=events&{ScopeQuery}"));
        Assert.Contains(ids["Items"], await PageAsync($"?view=tables&{ScopeQuery}&name={ids["Items"]}"));
        Assert.Contains(ids["Files"], await PageAsync($"?view=buckets&{ScopeQuery}&name={ids["Files"]}"));
    }

    [Fact]
    public async Task Looking_at_an_account_that_was_never_used_does_not_make_it()
    {
        await Sqs.CreateQueueAsync("jobs");
        var page = await PageAsync("?view=queues&scope=999999999999%2Feu-west-1");
        Assert.Contains(
            $"Nothing has been used in 999999999999/eu-west-1 so far, so there is nothing to show. This is {Account}/{Region}.",
            page
        );
        Assert.DoesNotContain("scope=999999999999", await PageAsync("?view=queues"));
    }

    [Fact]
    public async Task A_form_for_an_account_that_was_never_used_does_nothing_in_another_one()
    {
        await Sqs.CreateQueueAsync("jobs");
        var token = System
            .Text.RegularExpressions.Regex.Match(await PageAsync("?view=queues"), "name=\"token\" value=\"([^\"]+)\"")
            .Groups[1]
            .Value;
        using var answer = await Http.PostAsync(
            "/_localcloud?view=queues&scope=999999999999%2Feu-west-1",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["token"] = token,
                    ["action"] = "create",
                    ["queue"] = "other",
                    ["kind"] = "standard",
                }
            )
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing has been used in 999999999999/eu-west-1", await answer.Content.ReadAsStringAsync());
        Assert.Single((await Sqs.ListQueuesAsync(new Amazon.SQS.Model.ListQueuesRequest())).QueueUrls);
    }

    private async Task<string> PageAsync(string query)
    {
        using var response = await Http.GetAsync("/_localcloud" + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        return await response.Content.ReadAsStringAsync();
    }
}
