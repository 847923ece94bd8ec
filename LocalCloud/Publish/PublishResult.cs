using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Policies;
using LocalCloud.Publish.Report;

namespace LocalCloud.Publish;

/// <summary>How a publish ended.</summary>
/// <param name="ExitCode">0, or 1 when something was refused or could not be built.</param>
/// <param name="Refusals">Every resource that has no place on AWS.</param>
/// <param name="Summary">What was written; null when nothing was.</param>
/// <param name="Error">A build that failed, a folder that cannot be written.</param>
internal sealed record PublishResult(int ExitCode, IReadOnlyList<Refusal> Refusals, PublishSummary? Summary, string? Error)
{
    /// <summary>Statements that <see cref="PublishOptions.CheckPolicies"/> has found; nothing was written when there are any.</summary>
    public IReadOnlyList<PolicyFault> PolicyFaults { get; init; } = [];

    internal static PublishResult Refused(IReadOnlyList<Refusal> refusals) => new(1, [.. refusals.Distinct()], null, null);

    internal static PublishResult Failed(string error) => new(1, [], null, error);
}

/// <summary>Gets told what a publish does, as it does it.</summary>
internal interface IPublishProgress
{
    /// <summary>Runs a step. It may say details, line by line.</summary>
    Task<T> StepAsync<T>(string title, Func<Action<string>, Task<T>> step);
}
