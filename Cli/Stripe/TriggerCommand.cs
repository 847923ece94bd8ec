using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using Spectre.Console;

namespace Serverless.Cli.Stripe;

static class TriggerCommand
{
    static readonly Argument<string> Type = new("event") { Description = "The event type, e.g. payment_intent.succeeded" };
    static readonly Option<int> Times = new("--times") { Description = "How many different events to send", DefaultValueFactory = _ => 1 };
    static readonly Option<int> Duplicate = new("--duplicate") { Description = "How often each event is delivered, all deliveries at once", DefaultValueFactory = _ => 1 };
    static readonly Option<long> Amount = new("--amount") { Description = "In the currency's smallest unit", DefaultValueFactory = _ => 1999 };
    static readonly Option<string> Currency = new("--currency") { Description = "Three letters, lower case", DefaultValueFactory = _ => "usd" };
    static readonly Option<string> Email = new("--email") { Description = "The customer's address", DefaultValueFactory = _ => "customer@example.com" };
    static readonly Option<string?> Products = new("--products") { Description = "Comma-separated product ids, one for each piece bought [default: the shop's first product]" };
    static readonly Option<Uri?> Url = UrlOption.Create("--url", "The API's address [default: that of the running application]");
    static readonly Option<string?> Secret = new("--secret") { Description = "The webhook's signing secret [default: STRIPE_WEBHOOK_SECRET, else that of the running application]" };

    public static Command Create()
    {
        AtLeastOne(Times);
        AtLeastOne(Duplicate);
        var command = new Command("trigger", "Send correctly signed webhooks to the running API.")
        {
            Type, Times, Duplicate, Amount, Currency, Email, Products, Url, Secret,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var running = RunningSystem.Find();
        var api = arguments.GetValue(Url) ?? running?.Api;
        var secret = arguments.GetValue(Secret) ?? Environment.GetEnvironmentVariable("STRIPE_WEBHOOK_SECRET") ?? running?.StripeWebhookSecret;
        if (api is null)
            return Fail("No running application was found from this folder upwards. Start it (dotnet run --project AppHost) or name the API with --url.");
        if (secret is null)
            return Fail($"The signing secret of {api} is not known. Give it with --secret or in STRIPE_WEBHOOK_SECRET.");

        // The API of a stack on LocalCloud lies under a path
        if (!api.AbsolutePath.EndsWith('/')) api = new UriBuilder(api) { Path = $"{api.AbsolutePath}/" }.Uri;
        using var http = new HttpClient { BaseAddress = api };
        try
        {
            var products = arguments.GetValue(Products) ?? await FirstProductAsync(http, cancellation);
            var payment = new Payment(arguments.GetValue(Amount), arguments.GetValue(Currency)!, arguments.GetValue(Email)!, products);
            var sender = new WebhookSender(http, new Uri(api, "api/webhooks/stripe"), secret);
            var type = arguments.GetValue(Type)!;

            var deliveries = new List<Delivery>();
            for (var i = 0; i < arguments.GetValue(Times); i++)
            {
                var webhook = WebhookEvent.Create(type, payment, TimeProvider.System.GetUtcNow());
                deliveries.AddRange(await Task.WhenAll(Enumerable.Range(0, arguments.GetValue(Duplicate)).Select(_ => sender.SendAsync(webhook, cancellation))));
            }
            Print(deliveries);
            // A 409 is the right answer to a duplicate whose twin is still at work: Stripe would deliver it again.
            return deliveries.All(delivery => delivery.Status is < 300 or 409) ? 0 : 1;
        }
        catch (HttpRequestException error)
        {
            return Fail($"{api} did not answer: {error.Message}");
        }
    }

    static async Task<string> FirstProductAsync(HttpClient http, CancellationToken cancellation)
    {
        var products = await http.GetFromJsonAsync<JsonElement>("api/products", cancellation);
        var list = products.ValueKind == JsonValueKind.Array ? products : products.GetProperty("items");
        return list.EnumerateArray().Select(product => product.GetProperty("id").ToString()).First();
    }

    static void Print(List<Delivery> deliveries)
    {
        var table = new Table().RoundedBorder().AddColumn("event", column => column.NoWrap()).AddColumns("status", "time", "answer");
        foreach (var delivery in deliveries)
        {
            var color = delivery.Status < 300 ? "green" : delivery.Status == 409 ? "yellow" : "red";
            table.AddRow(delivery.EventId, $"[{color}]{delivery.Status}[/]", $"{delivery.Elapsed.TotalMilliseconds:0} ms", Markup.Escape(delivery.Summary));
        }
        AnsiConsole.Write(table);
    }

    static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }

    static void AtLeastOne(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError($"{option.Name} must be at least 1.");
    });
}
