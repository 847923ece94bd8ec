using System.CommandLine;
using Spectre.Console;

namespace Serverless.Cli.Stripe;

internal static class TriggerCommand
{
    public static Command Create()
    {
        var command = TriggerOptions.AddTo(new Command("trigger", "Send correctly signed webhooks to the running API."));
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var running = RunningSystem.Find();
        var api = arguments.GetValue(TriggerOptions.Url) ?? running?.Api;
        var secret = arguments.GetValue(TriggerOptions.Secret)
            ?? Environment.GetEnvironmentVariable("STRIPE_WEBHOOK_SECRET")
            ?? running?.StripeWebhookSecret;
        if (api is null)
            return Fail(
                "No running application was found from this folder upwards. Start it (dotnet run --project AppHost) or name the "
                    + "API with --url."
            );
        if (secret is null)
            return Fail($"The signing secret of {api} is not known. Give it with --secret or in STRIPE_WEBHOOK_SECRET.");

        // The API of a stack on LocalCloud lies under a path
        if (!api.AbsolutePath.EndsWith('/'))
            api = new UriBuilder(api) { Path = $"{api.AbsolutePath}/" }.Uri;
        using var http = new HttpClient { BaseAddress = api };
        try
        {
            var webhooks = await new TriggeredEvents(new Shop(http), TimeProvider.System).CreateAsync(arguments, cancellation);
            var sender = new WebhookSender(http, new Uri(api, "api/webhooks/stripe"), secret);
            var deliveries = new List<Delivery>();
            foreach (var webhook in webhooks)
                deliveries.AddRange(
                    await Task.WhenAll(
                        Enumerable
                            .Range(0, arguments.GetValue(TriggerOptions.Duplicate))
                            .Select(_ => sender.SendAsync(webhook, cancellation))
                    )
                );
            Print(deliveries);
            // A 409 is the right answer to a duplicate whose twin is still at work: Stripe would deliver it again.
            return deliveries.All(delivery => delivery.Status is < 300 or 409) ? 0 : 1;
        }
        catch (NothingToSendException error)
        {
            return Fail(error.Message, error.ExitCode);
        }
        catch (HttpRequestException error)
        {
            return Fail($"{api} did not answer: {error.Message}");
        }
    }

    private static void Print(List<Delivery> deliveries)
    {
        var table = new Table().RoundedBorder().AddColumn("event", column => column.NoWrap()).AddColumns("status", "time", "answer");
        foreach (var delivery in deliveries)
        {
            var color =
                delivery.Status < 300 ? "green"
                : delivery.Status == 409 ? "yellow"
                : "red";
            table.AddRow(
                delivery.EventId,
                $"[{color}]{delivery.Status}[/]",
                $"{delivery.Elapsed.TotalMilliseconds:0} ms",
                Markup.Escape(delivery.Summary)
            );
        }
        AnsiConsole.Write(table);
    }

    private static int Fail(string message, int code = 1)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
