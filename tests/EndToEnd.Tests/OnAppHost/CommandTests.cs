using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>What the dashboard and the aspire CLI can do with the API.</summary>
public sealed class CommandTests(SharedAppHost shared) : SystemTest(shared)
{
    [Fact]
    public async Task A_test_webhook_makes_an_order_that_is_confirmed_by_mail()
    {
        var answer = await SendAsync("1234");
        Assert.True(answer.Success, answer.Message);
        Assert.Matches("^evt_[0-9a-f]{32}: 200 order [0-9a-f-]{36} ", answer.Message);
        await App.Mail.TheMailAsync(Address, "Your order");
    }

    [Fact]
    public async Task A_test_webhook_with_an_amount_that_is_none_is_not_sent()
    {
        var answer = await SendAsync("-1");
        Assert.False(answer.Success);
        Assert.Equal("Command argument validation failed.", answer.Message);
    }

    private Task<ExecuteCommandResult> SendAsync(string amount)
    {
        (string Name, string Value)[] inputs =
        [
            ("type", "payment_intent.succeeded"),
            ("amount", amount),
            ("currency", "EUR"),
            ("email", Address),
        ];
        return ((RunningAppHost)App).Commands.ExecuteCommandAsync(
            "api",
            "send-webhook",
            new InteractionInputCollection([
                .. inputs.Select(i => new InteractionInput
                {
                    Name = i.Name,
                    InputType = InputType.Text,
                    Value = i.Value,
                }),
            ]),
            TestContext.Current.CancellationToken
        );
    }
}
