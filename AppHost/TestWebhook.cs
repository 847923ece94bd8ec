using System.Globalization;
using Serverless.Cli.Stripe;

namespace AppHost;

/// <summary>The command <c>send-webhook</c> of the API: an event as Stripe would send it, signed with the secret of this run.</summary>
internal static class TestWebhook
{
    private static readonly string[] Types =
    [
        StripeEventTypes.Payment,
        StripeEventTypes.Refund,
        "payment_intent.payment_failed",
        "payment_intent.canceled",
    ];

    public static IResourceBuilder<ProjectResource> WithTestWebhook(
        this IResourceBuilder<ProjectResource> api,
        IResourceBuilder<ParameterResource> secret
    ) =>
        api.WithCommand(
            "send-webhook",
            "Send test webhook",
            Execute(api.GetEndpoint("http"), secret.Resource),
            new()
            {
                Description = "Sends the API a signed event of Stripe's.",
                IconName = "Send",
                IsHighlighted = true,
                // In this order on the command line of the aspire CLI
                Arguments =
                [
                    new()
                    {
                        Name = "type",
                        Label = "Event",
                        InputType = InputType.Choice,
                        Required = true,
                        Options = [.. Types.Select(t => KeyValuePair.Create(t, t))],
                        Value = Types[0],
                    },
                    new()
                    {
                        Name = "amount",
                        Label = "Amount",
                        InputType = InputType.Number,
                        Required = true,
                        Value = "1999",
                        Description = "In the currency's smallest unit; of a refund: of the last order, no more than is left of it",
                    },
                    new()
                    {
                        Name = "currency",
                        Label = "Currency",
                        InputType = InputType.Text,
                        Required = true,
                        Value = "usd",
                        Description = "Three letters",
                    },
                    new()
                    {
                        Name = "email",
                        Label = "Customer's address",
                        InputType = InputType.Text,
                        Required = true,
                        Value = "customer@example.com",
                    },
                ],
                ValidateArguments = context =>
                {
                    if (AmountOf(context.Inputs) is null)
                        context.AddValidationError("amount", "The amount is a whole number above 0.");
                    if (CurrencyOf(context.Inputs) is null)
                        context.AddValidationError("currency", "A currency has three letters, as in eur.");
                    return Task.CompletedTask;
                },
                UpdateState = context =>
                    context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                        ? ResourceCommandState.Enabled
                        : ResourceCommandState.Disabled,
            }
        );

    private static Func<ExecuteCommandContext, Task<ExecuteCommandResult>> Execute(EndpointReference endpoint, ParameterResource secret) =>
        context => ExecuteAsync(endpoint, secret, context);

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        EndpointReference endpoint,
        ParameterResource secret,
        ExecuteCommandContext context
    )
    {
        var (inputs, cancellationToken) = (context.Arguments, context.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(endpoint.Url) };
        try
        {
            var key = await secret.GetValueAsync(cancellationToken) ?? throw new InvalidOperationException($"{secret.Name} has no value.");
            var webhook = await EventAsync(new Shop(http), inputs, cancellationToken);
            var sender = new WebhookSender(http, new Uri(http.BaseAddress, "api/webhooks/stripe"), key);
            var delivery = await sender.SendAsync(webhook, cancellationToken);
            var answer = string.Create(
                CultureInfo.InvariantCulture,
                $"{delivery.EventId}: {delivery.Status} {delivery.Summary} ({delivery.Elapsed.TotalMilliseconds:0} ms)"
            );
            // The dashboard shows the message, the aspire CLI the data
            return delivery.Status < 300
                ? CommandResults.Success(answer, new CommandResultData { Value = answer })
                : CommandResults.Failure(answer);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            return CommandResults.Failure($"No webhook was sent: {e.Message}");
        }
    }

    private static async Task<WebhookEvent> EventAsync(Shop shop, InteractionInputCollection inputs, CancellationToken cancellationToken)
    {
        var (type, amount, now) = (inputs.GetString("type")!, AmountOf(inputs)!.Value, TimeProvider.System.GetUtcNow());
        if (type != StripeEventTypes.Refund)
        {
            var product = (await shop.ProductsAsync(cancellationToken)).FirstOrDefault()
                ?? throw new InvalidOperationException("The shop has no products.");
            return WebhookEvent.Of(type, new Payment(amount, CurrencyOf(inputs)!, inputs.GetString("email")!, product), now);
        }
        var order = await shop.OrderAsync(null, cancellationToken)
            ?? throw new InvalidOperationException("There is no order yet that could be refunded.");
        return order.Left > 0
            ? WebhookEvent.Of(order, order.Refunded + Math.Min(amount, order.Left), now)
            : throw new InvalidOperationException($"The last order, {order.Id}, is refunded in full already.");
    }

    private static long? AmountOf(InteractionInputCollection inputs) =>
        long.TryParse(inputs.GetString("amount"), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount > 0
            ? amount
            : null;

    private static string? CurrencyOf(InteractionInputCollection inputs) =>
        inputs.GetString("currency") is { Length: 3 } text && text.All(char.IsAsciiLetter) ? text.ToLowerInvariant() : null;
}
