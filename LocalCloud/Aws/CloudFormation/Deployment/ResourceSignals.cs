using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>Waits for the signals of a creation policy.</summary>
internal static class ResourceSignals
{
    /// <returns>Null when enough have come in time, else why not.</returns>
    public static async ValueTask<string?> AwaitAsync(
        StackState state,
        Stack stack,
        string target,
        JsonObject policy,
        Func<bool> isGivenUp,
        CancellationToken cancellation
    )
    {
        var count = int.TryParse(Scalars.Member(policy, "Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : 1;
        if (!TryDuration(Scalars.Member(policy, "Timeout") ?? "PT5M", out var timeout))
            return "CreationPolicy Timeout must be a duration as PT5M is one";
        var until = state.Time.GetUtcNow() + timeout;
        IEnumerable<ResourceSignal> Signals() => stack.Signals.Where(s => s.Target == target);
        var done = await state
            .UntilAsync(() => Signals().Any(s => !s.Success) || Signals().Count() >= count || isGivenUp(), until, cancellation)
            .ConfigureAwait(false);
        return state.Service.Host.Read(state, _ => isGivenUp() ? "Resource creation cancelled"
            : Signals().Any(s => !s.Success)
                ? $"Received 1 FAILURE signal(s) out of {count}. Unable to satisfy 100% MinSuccessfulInstancesPercent requirement"
            : done ? null
            : $"Failed to receive {count - Signals().Count()} resource signal(s) within the specified duration");
    }

    public static bool IsCancelled(Stack stack) => stack is { UpdateCancelled: true, Status: StackStatus.UpdateInProgress };

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (FormatException)
        {
            duration = default;
            return false;
        }
    }
}
