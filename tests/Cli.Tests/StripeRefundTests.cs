using System.Text.Json.Nodes;
using Stripe;

namespace Cli.Tests;

public sealed class StripeRefundTests : IAsyncLifetime
{
    private const string Last = "01a20702-4a3c-741b-a846-9d892dbddfe4",
        Before = "01a20702-4a3c-741b-a846-000000000000";

    private ApiStandIn _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiStandIn.StartAsync();
        _api.Orders.AddRange([Order(Last, "pi_last", 4200, 0), Order(Before, "pi_before", 1000, 300)]);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_last_order_is_refunded_in_full()
    {
        var result = await RefundAsync();

        Assert.Equal(0, result.ExitCode);
        var received = Assert.Single(_api.Received);
        Assert.Equal("charge.refunded", received.Type);
        Assert.Equal(("pi_last", 4200, 4200, true, "eur", "ada@example.com"), Of(received));
    }

    [Fact]
    public async Task An_order_that_is_named_gets_back_what_is_left_of_it()
    {
        await RefundAsync("--order", Before);

        Assert.Equal(("pi_before", 1000, 1000, true, "eur", "ada@example.com"), Of(_api.Received.Single()));
    }

    [Fact]
    public async Task Parts_are_added_to_what_was_given_back_before()
    {
        await RefundAsync("--order", Before, "--amount", "200", "--times", "2");

        Assert.Equal([500, 700], _api.Received.Select(received => Of(received).Refunded));
        Assert.All(_api.Received, received => Assert.False(Of(received).IsFull));
    }

    [Fact]
    public async Task Without_an_amount_several_events_tell_of_the_same()
    {
        await RefundAsync("--times", "2", "--duplicate", "2");

        Assert.Equal([2, 2], _api.Received.GroupBy(received => received.Id).Select(group => group.Count()));
        Assert.All(_api.Received, received => Assert.Equal(4200, Of(received).Refunded));
    }

    [Theory]
    [InlineData(2, "700 eur are left to refund: --amount 701 is more", "--order", Before, "--amount", "701")]
    [InlineData(2, "--amount 400 for 2 times is more", "--order", Before, "--amount", "400", "--times", "2")]
    [InlineData(2, "'o-1' is no order's id", "--order", "o-1")]
    [InlineData(2, "--currency is a payment's; a refund has what its order has.", "--currency", "eur")]
    [InlineData(2, "--products is a payment's", "--products", "mug")]
    [InlineData(1, "There is no order 00000000-0000-0000-0000-000000000001", "--order", "00000000-0000-0000-0000-000000000001")]
    public async Task What_cannot_be_refunded_is_said_before_anything_is_sent(int code, string text, params string[] arguments)
    {
        var result = await RefundAsync(arguments);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(text, result.Errors);
        Assert.Empty(_api.Received);
    }

    [Fact]
    public async Task Of_a_refunded_order_nothing_is_left()
    {
        _api.Orders.Insert(0, Order("01a20702-4a3c-741b-a846-111111111111", "pi_done", 4200, 4200));

        Assert.Contains("is refunded in full already. Choose another one with --order.", (await RefundAsync()).Errors);
        Assert.Empty(_api.Received);
    }

    [Fact]
    public async Task Without_an_order_it_says_how_to_make_one()
    {
        _api.Orders.Clear();

        Assert.Contains("Make one: stripe trigger payment_intent.succeeded", (await RefundAsync()).Errors);
    }

    private Task<Result> RefundAsync(params string[] arguments) =>
        Serverless.RunAsync(["stripe", "trigger", "charge.refunded", .. arguments, "--url", _api.Url, "--secret", ApiStandIn.Secret]);

    private static (string Payment, long Amount, long Refunded, bool IsFull, string Currency, string Email) Of(Event received)
    {
        var charge = Assert.IsType<Charge>(received.Data.Object);
        return (charge.PaymentIntentId, charge.Amount, charge.AmountRefunded, charge.Refunded, charge.Currency, charge.ReceiptEmail);
    }

    private static JsonObject Order(string id, string payment, long amount, long refunded) =>
        new()
        {
            ["id"] = id,
            ["paymentIntentId"] = payment,
            ["amount"] = amount,
            ["refundedAmount"] = refunded,
            ["currency"] = "eur",
            ["email"] = "ada@example.com",
        };
}
