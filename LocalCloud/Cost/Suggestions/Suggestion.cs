namespace LocalCloud.Cost.Suggestions;

/// <summary>What could be cheaper or better.</summary>
/// <param name="Subject">The function, queue or log group.</param>
/// <param name="Kind">memory, time-out, provisioned concurrency, architecture, logs, polling, cold start.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Reason">The figures that speak for it.</param>
/// <param name="SavingPerMonth">US dollars; null: it saves no money, or nobody can say how much; negative: it costs.</param>
internal sealed record Suggestion(string Subject, string Kind, string Advice, string Reason, decimal? SavingPerMonth);
