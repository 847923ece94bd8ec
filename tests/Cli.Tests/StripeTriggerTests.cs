using Stripe;

namespace Cli.Tests;

public sealed class StripeTriggerTests : IAsyncLifetime
{
    ApiStandIn _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiStandIn.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_payment_is_signed_so_that_Stripes_library_takes_it()
    {
        var result = await TriggerAsync("payment_intent.succeeded", "--amount", "4200", "--currency", "eur", "--email", "ada@example.com", "--products", "mug,mug,shirt");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("order o-1 PAID", result.Output);
        var payment = Assert.IsType<PaymentIntent>(Assert.Single(_api.Received).Data.Object);
        Assert.Equal((4200, 4200, "eur", "ada@example.com", "mug,mug,shirt"),
            (payment.Amount, payment.AmountReceived, payment.Currency, payment.ReceiptEmail, payment.Metadata["product_ids"]));
    }

    [Fact]
    public async Task Times_are_different_events_and_duplicates_are_the_same_one()
    {
        await TriggerAsync("payment_intent.succeeded", "--times", "2", "--duplicate", "3");

        Assert.Equal([3, 3], _api.Received.GroupBy(received => received.Id).Select(group => group.Count()));
    }

    [Fact]
    public async Task Without_products_the_shops_first_is_bought()
    {
        await TriggerAsync("payment_intent.succeeded");

        Assert.Equal("mug", ((PaymentIntent)_api.Received.Single().Data.Object).Metadata["product_ids"]);
    }

    [Fact]
    public async Task Another_event_type_is_sent_as_it_is_named()
    {
        await TriggerAsync("customer.created");

        Assert.Equal("customer.created", _api.Received.Single().Type);
    }

    [Fact]
    public async Task A_refused_webhook_is_an_exit_code_and_says_why()
    {
        var result = await Serverless.RunAsync("stripe", "trigger", "payment_intent.succeeded", "--url", _api.Url, "--secret", "whsec_wrong");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("400", result.Output);
        Assert.Empty(_api.Received);
    }

    [Fact]
    public async Task Without_a_running_application_it_says_what_to_do()
    {
        var result = await Serverless.RunAsync("stripe", "trigger", "payment_intent.succeeded");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--url", result.Errors);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused()
        => Assert.Contains("'localhost:5080' is no URL", (await Serverless.RunAsync("stripe", "trigger", "x", "--url", "localhost:5080")).Errors);

    [Fact]
    public async Task An_api_that_is_not_there_is_named()
    {
        var result = await Serverless.RunAsync("stripe", "trigger", "payment_intent.succeeded", "--url", "http://127.0.0.1:1", "--secret", "whsec_x");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("http://127.0.0.1:1/ did not answer", result.Errors);
    }

    Task<Result> TriggerAsync(params string[] arguments) =>
        Serverless.RunAsync(["stripe", "trigger", .. arguments, "--url", _api.Url, "--secret", ApiStandIn.Secret]);
}
