using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class StackPagesTests(Chromium chromium) : DataTest(chromium)
{
    private const string Template = """
        Parameters: { Stage: { Type: String, Default: dev } }
        Resources:
          Jobs: { Type: AWS::SQS::Queue }
          Files: { Type: AWS::S3::Bucket }
        Outputs:
          Name: { Value: !GetAtt Jobs.QueueName, Description: where <jobs> go }
        """;

    [Fact]
    public async Task A_stack_leads_to_its_resources_and_is_deleted_by_keyboard()
    {
        using var answer = await Http.PostAsync(
            "/",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["Action"] = "CreateStack",
                    ["Version"] = "2010-05-15",
                    ["StackName"] = "shop",
                    ["TemplateBody"] = Template,
                }
            ),
            TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();
        var page = await OpenAsync("?view=stacks&name=shop");
        await Expect(page.Locator("#live-stack")).ToContainTextAsync("CREATE_COMPLETE");
        await LooksRightAsync("?view=stacks");
        await LooksRightAsync("?view=stacks&name=shop");
        await PressAsync(page, page.Locator("#live-resources").GetByRole(AriaRole.Link, new() { Name = "shop-Jobs" }));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Queues");

        await page.GotoAsync("/_localcloud?view=stacks&name=shop");
        await ConfirmAsync(page, "Delete the stack");
        await SaysAsync(page, "The deletion of shop has begun.");
        await Expect(page.Locator("#live-stack")).ToContainTextAsync("DELETE_COMPLETE");
    }
}
