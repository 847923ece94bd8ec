using System.CommandLine;

namespace Serverless.Cli.Stripe;

/// <summary>The events that a command line asks for, about what the shop has.</summary>
internal sealed class TriggeredEvents(Shop shop, TimeProvider time)
{
    /// <exception cref="NothingToSendException">The shop has no such order, or too little is left of it.</exception>
    public Task<IReadOnlyList<WebhookEvent>> CreateAsync(ParseResult arguments, CancellationToken cancellation) =>
        arguments.GetValue(TriggerOptions.Type) == StripeEventTypes.Refund
            ? RefundsAsync(arguments, cancellation)
            : PaymentsAsync(arguments, cancellation);

    private async Task<IReadOnlyList<WebhookEvent>> PaymentsAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var known = await shop.ProductsAsync(cancellation);
        var products = arguments.GetValue(TriggerOptions.Products);
        var wanted = (products ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var unknown in wanted.Except(known))
            await Console.Error.WriteLineAsync(
                $"The shop has no product '{unknown}' (it has {string.Join(", ", known)}): somebody will have to look at the order."
            );
        var payment = new Payment(
            arguments.GetValue(TriggerOptions.Amount) ?? TriggerOptions.DefaultAmount,
            arguments.GetValue(TriggerOptions.Currency)!,
            arguments.GetValue(TriggerOptions.Email)!,
            products ?? known.FirstOrDefault() ?? ""
        );
        return [.. Each(arguments).Select(_ => WebhookEvent.Of(arguments.GetValue(TriggerOptions.Type)!, payment, time.GetUtcNow()))];
    }

    private async Task<IReadOnlyList<WebhookEvent>> RefundsAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var id = arguments.GetValue(TriggerOptions.Order);
        var order = await shop.OrderAsync(id, cancellation)
            ?? throw new NothingToSendException(
                id is null
                    ? $"There is no order yet that could be refunded. Make one: stripe trigger {StripeEventTypes.Payment}"
                    : $"There is no order {id}. GET /api/orders lists them."
            );
        if (order.Left <= 0)
            throw new NothingToSendException($"Order {order.Id} is refunded in full already. Choose another one with --order.");
        var (amount, times) = (arguments.GetValue(TriggerOptions.Amount), arguments.GetValue(TriggerOptions.Times));
        if (amount > order.Left / times)
        {
            var asked = times > 1 ? $"--amount {amount} for {times} times" : $"--amount {amount}";
            throw new NothingToSendException($"Of order {order.Id} {order.Left} {order.Currency} are left to refund: {asked} is more.", 2);
        }

        // Without an amount each event tells of the same: all of it.
        long Refunded(int i) => amount is { } part ? order.Refunded + (part * (i + 1)) : order.Amount;
        return [.. Each(arguments).Select(i => WebhookEvent.Of(order, Refunded(i), time.GetUtcNow()))];
    }

    private static IEnumerable<int> Each(ParseResult arguments) => Enumerable.Range(0, arguments.GetValue(TriggerOptions.Times));
}

/// <summary>What was asked for cannot be sent to this shop; the message says why and what to do.</summary>
internal sealed class NothingToSendException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode => exitCode;
}
