using Stripe;

namespace Cli.Tests;

public sealed class StripeTriggerTests : IAsyncLifetime
{
    private ApiStandIn _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiStandIn.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_payment_is_signed_so_that_Stripes_library_takes_it()
    {
        var result = await TriggerAsync(
            "payment_intent.succeeded",
            "--amount",
            "4200",
            "--currency",
            "eur",
            "--email",
            "ada@example.com",
            "--products",
            "mug,mug,shirt"
        );

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("order o-1 PAID", result.Output);
        var payment = Assert.IsType<PaymentIntent>(Assert.Single(_api.Received).Data.Object);
        Assert.Equal(
            (4200, 4200, "eur", "ada@example.com", "mug,mug,shirt"),
            (payment.Amount, payment.AmountReceived, payment.Currency, payment.ReceiptEmail, payment.Metadata["product_ids"])
        );
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

    [Theory]
    [InlineData("EURO", "'EURO' is no currency: give the three letters of ISO 4217, such as eur or usd.")]
    [InlineData("e1r", "'e1r' is no currency")]
    [InlineData("", "'' is no currency")]
    public Task A_currency_that_is_none_is_refused(string currency, string text) =>
        IsRefusedAsync(text, "payment_intent.succeeded", "--currency", currency);

    [Theory]
    [InlineData("--amount", "0", "'0' is no amount: give a whole number from 1 of the currency's smallest unit, such as 1999 for 19.99.")]
    [InlineData("--amount", "-5", "'-5' is no amount")]
    [InlineData("--amount", "12.50", "'12.50' is no amount")]
    [InlineData("--times", "0", "--times must be at least 1.")]
    [InlineData("--email", "nobody", "'nobody' is no mail address such as ada@example.com.")]
    [InlineData("--products", " , ", "--products names no product")]
    [InlineData("--order", "01a20702-4a3c-741b-a846-9d892dbddfe4", "--order is for charge.refunded alone.")]
    public Task What_is_wrong_with_a_payment_is_said_before_anything_is_sent(string option, string value, string text) =>
        IsRefusedAsync(text, "payment_intent.succeeded", option, value);

    [Theory]
    [InlineData("payment_intent.suceeded", "Did you mean payment_intent.succeeded?")]
    [InlineData("charge.refund", "Did you mean charge.refunded?")]
    [InlineData("refunded", "Did you mean charge.refunded?")]
    [InlineData("Customer.Created", "Did you mean customer.created?")]
    [InlineData("nonsense", "The application acts on payment_intent.succeeded and charge.refunded.")]
    public Task An_event_type_that_Stripe_does_not_have_is_refused_with_the_nearest(string type, string text) => IsRefusedAsync(text, type);

    [Fact]
    public async Task Capital_letters_of_a_currency_are_written_as_Stripe_writes_them()
    {
        await TriggerAsync("payment_intent.succeeded", "--currency", "EUR");

        Assert.Equal("eur", ((PaymentIntent)_api.Received.Single().Data.Object).Currency);
    }

    [Fact]
    public async Task A_product_that_the_shop_does_not_have_is_named_and_bought_all_the_same()
    {
        var result = await TriggerAsync("payment_intent.succeeded", "--products", "mug,mugg");

        Assert.Contains("The shop has no product 'mugg' (it has mug, shirt)", result.Errors);
        Assert.Equal("mug,mugg", ((PaymentIntent)_api.Received.Single().Data.Object).Metadata["product_ids"]);
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
        var result = await Serverless.RunAsync(
            "stripe",
            "trigger",
            "payment_intent.succeeded",
            "--url",
            _api.Url,
            "--secret",
            "whsec_wrong"
        );

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
    public async Task An_address_that_is_none_is_refused() =>
        Assert.Contains(
            "'localhost:5080' is no URL",
            (await Serverless.RunAsync("stripe", "trigger", "x", "--url", "localhost:5080")).Errors
        );

    [Fact]
    public async Task An_api_that_is_not_there_is_named()
    {
        var result = await Serverless.RunAsync(
            "stripe",
            "trigger",
            "payment_intent.succeeded",
            "--url",
            "http://127.0.0.1:1",
            "--secret",
            "whsec_x"
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("http://127.0.0.1:1/ did not answer", result.Errors);
    }

    private async Task IsRefusedAsync(string text, params string[] arguments)
    {
        var result = await TriggerAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(text, result.Errors);
        Assert.Empty(_api.Received);
    }

    private Task<Result> TriggerAsync(params string[] arguments) =>
        Serverless.RunAsync(["stripe", "trigger", .. arguments, "--url", _api.Url, "--secret", ApiStandIn.Secret]);
}
