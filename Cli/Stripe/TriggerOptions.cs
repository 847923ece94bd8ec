using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Mail;

namespace Serverless.Cli.Stripe;

/// <summary>The arguments of <c>stripe trigger</c>, each checked before anything is sent.</summary>
internal static class TriggerOptions
{
    public const long DefaultAmount = 1999;

    public static readonly Argument<string> Type = new("event")
    {
        Description = $"{StripeEventTypes.Payment} makes an order, {StripeEventTypes.Refund} refunds one; others of Stripe's are recorded",
    };

    public static readonly Option<int> Times = new("--times")
    {
        Description = "How many different events to send",
        DefaultValueFactory = _ => 1,
    };

    public static readonly Option<int> Duplicate = new("--duplicate")
    {
        Description = "How often each event is delivered, all deliveries at once",
        DefaultValueFactory = _ => 1,
    };

    public static readonly Option<long?> Amount = new("--amount")
    {
        Description = $"In the currency's smallest unit [default: {DefaultAmount}; of a refund: what is left of the order]",
        CustomParser = ParseAmount,
    };

    public static readonly Option<string> Currency = new("--currency")
    {
        Description = "Three letters of ISO 4217",
        DefaultValueFactory = _ => "usd",
        CustomParser = ParseCurrency,
    };

    public static readonly Option<string> Email = new("--email")
    {
        Description = "The customer's address",
        DefaultValueFactory = _ => "customer@example.com",
    };

    public static readonly Option<string?> Products = new("--products")
    {
        Description = "Comma-separated product ids, one for each piece bought [default: the shop's first product]",
    };

    public static readonly Option<Guid?> Order = new("--order")
    {
        Description = "The order that is refunded, by its id [default: the last one]",
        CustomParser = ParseOrder,
    };

    public static readonly Option<Uri?> Url = UrlOption.Create("--url", "The API's address [default: that of the running application]");

    public static readonly Option<string?> Secret = new("--secret")
    {
        Description = "The webhook's signing secret [default: STRIPE_WEBHOOK_SECRET, else that of the running application]",
    };

    private static readonly Option[] OfPayments = [Currency, Email, Products];

    public static Command AddTo(Command command)
    {
        Type.Validators.Add(result => Refuse(result, TriggerType.Problem(result.GetValueOrDefault<string>() ?? "")));
        AtLeastOne(Times);
        AtLeastOne(Duplicate);
        Email.Validators.Add(result => Refuse(result, EmailProblem(result.GetValueOrDefault<string>())));
        Products.Validators.Add(result => Refuse(result, ProductsProblem(result.GetValueOrDefault<string?>())));
        command.Arguments.Add(Type);
        foreach (var option in new Option[] { Times, Duplicate, Amount, Currency, Email, Products, Order, Url, Secret })
            command.Options.Add(option);
        command.Validators.Add(RefuseWhatBelongsToAnotherType);
        return command;
    }

    private static string? EmailProblem(string? text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text
            ? null
            : $"'{text}' is no mail address such as ada@example.com.";

    private static string? ProductsProblem(string? text) =>
        text is null || text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Length > 0
            ? null
            : "--products names no product: give ids such as mug,mug,shirt.";

    private static long? ParseAmount(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount > 0)
            return amount;
        result.AddError($"'{text}' is no amount: give a whole number from 1 of the currency's smallest unit, such as 1999 for 19.99.");
        return null;
    }

    private static string ParseCurrency(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (text is not { Length: 3 } || !text.All(char.IsAsciiLetter))
            result.AddError($"'{text}' is no currency: give the three letters of ISO 4217, such as eur or usd.");
        return text.ToLowerInvariant();
    }

    private static Guid? ParseOrder(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Guid.TryParse(text, out var id))
            return id;
        result.AddError($"'{text}' is no order's id: give one of GET /api/orders, or leave --order out for the last order.");
        return null;
    }

    private static void RefuseWhatBelongsToAnotherType(CommandResult result)
    {
        var refund = result.GetValue(Type) == StripeEventTypes.Refund;
        foreach (var option in refund ? OfPayments : [Order])
            if (result.GetResult(option) is { Implicit: false })
                result.AddError(
                    refund
                        ? $"{option.Name} is a payment's; a refund has what its order has."
                        : $"{option.Name} is for {StripeEventTypes.Refund} alone."
                );
    }

    private static void AtLeastOne(Option<int> option) =>
        option.Validators.Add(result => Refuse(result, result.GetValueOrDefault<int>() >= 1 ? null : $"{option.Name} must be at least 1."));

    private static void Refuse(SymbolResult result, string? problem)
    {
        if (problem is not null)
            result.AddError(problem);
    }
}
