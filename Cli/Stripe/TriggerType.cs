using System.Reflection;
using LocalCloud.Aws.CloudFormation.Resources;
using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>Checks a type of event against those that Stripe's library knows.</summary>
internal static class TriggerType
{
    private static readonly string[] Handled = [StripeEventTypes.Payment, StripeEventTypes.Refund];

    // Those that are acted on stand first: of two that are equally near, one of them is meant.
    private static IEnumerable<string> All =>
        Handled.Union(
            typeof(EventTypes)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(constant => constant.GetValue(null))
                .OfType<string>()
        );

    /// <returns>null when there is this type, else what to say instead of sending it.</returns>
    public static string? Problem(string type)
    {
        if (All.Contains(type))
            return null;
        var meant = Meant(type) is { } near ? $" Did you mean {near}?" : "";
        return $"Stripe has no event type '{type}'.{meant} The application acts on {string.Join(" and ", Handled)}.";
    }

    private static string? Meant(string type) =>
        type.Length > 3 && Array.Find(Handled, handled => handled.Contains(type, StringComparison.OrdinalIgnoreCase)) is { } part
            ? part
            : Nearest.Of(type, All);
}
