using Platform.Data;
using Platform.Data.Entities;
using Platform.Mail;
using Stripe;

namespace Api.Webhooks;

/// <summary>A payment as an order can hold it, and what of it an order cannot hold.</summary>
internal sealed record Payment(string Id, long Amount, string Currency, string? Email, ProductIds Products, IReadOnlyList<string> Oddities)
{
    /// <summary>ISO 4217's code for none.</summary>
    public const string NoCurrency = "xxx";

    public static Payment Of(PaymentIntent intent)
    {
        var amount = intent.AmountReceived > 0 ? intent.AmountReceived : intent.Amount;
        var hasCurrency = intent.Currency is { Length: 3 } code && code.All(char.IsAsciiLetter);
        var hasEmail = MailAddresses.IsValid(intent.ReceiptEmail);
        string?[] oddities =
        [
            amount < 0 ? $"The amount {amount} is below zero" : null,
            hasCurrency ? null : $"The currency is '{intent.Currency}'",
            hasEmail || string.IsNullOrEmpty(intent.ReceiptEmail) ? null : $"No mail can be sent to '{intent.ReceiptEmail}'",
        ];
        return new Payment(
            StoredText.Key(intent.Id),
            amount,
            hasCurrency ? intent.Currency! : NoCurrency,
            hasEmail ? intent.ReceiptEmail : null,
            ProductIds.Of(intent),
            [.. oddities.OfType<string>()]
        );
    }

    /// <summary>Why a person has to look at the order; null when nobody has to.</summary>
    public string? ReviewReason(List<OrderLine> lines)
    {
        var unknown = Products.Quantities.Keys.Except(lines.Select(line => line.ProductId)).Concat(Products.Malformed).ToArray();
        IEnumerable<string> reasons = (unknown.Length, lines.Count) switch
        {
            (> 0, _) => [.. Oddities, $"Products that do not exist: {string.Join(", ", unknown)}"],
            (0, 0) => [.. Oddities, "The payment names no product (metadata product_ids)"],
            _ => Oddities,
        };
        var reason = string.Join("; ", reasons.Select(text => string.Concat(text.Where(c => !char.IsControl(c)))));
        return reason.Length > 0 ? reason : null;
    }
}
