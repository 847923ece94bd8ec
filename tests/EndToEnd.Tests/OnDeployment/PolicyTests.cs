using System.Net;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnDeployment;

/// <summary>The roles of the published template, held against what the local cloud has seen their functions call.</summary>
[Collection("functions")]
public sealed class PolicyTests(SharedDeployment shared) : SystemTest(shared)
{
    [Fact]
    public async Task The_roles_of_the_template_allow_what_the_functions_call()
    {
        await new Webhook(Tag).SendAsync(App.Api);
        await App.Mail.TheMailAsync(Address, "Your order");
        await (await App.Api.PostJsonAsync("/api/users", $$"""{ "email": "u{{Address}}", "name": "Ada" }""")).JsonAsync(
            HttpStatusCode.Created
        );
        await App.Mail.TheMailAsync($"u{Address}", "Welcome");
        var report = await (await App.Api.PostJsonAsync("/api/exports/report", Reports.Request($"r{Address}"))).JsonAsync(
            HttpStatusCode.Accepted
        );
        await Reports.CompletedAsync(App, report.Text("id"));
        await App.Mail.TheMailAsync($"r{Address}", "Your sales report");

        (string Function, string Called)[] functions =
        [
            ("api", "sqs:SendMessage"),
            ("webhooks", "events:PutEvents"),
            ("report-worker", "ses:SendEmail"),
            ("event-router", "sqs:SendMessage"),
        ];
        foreach (var (function, called) in functions)
        {
            var policy = await App.Aws.GetJsonAsync($"/_localcloud/policies?function={RunningDeployment.Stack}-{function}");
            Assert.Contains(called, policy["evidence"].Items().Select(evidence => evidence.Text("action")));
            Assert.Equal([], policy["lacking"].Items().Select(lack => $"{function} lacks {lack.ToJsonString()}"));
        }
    }
}
