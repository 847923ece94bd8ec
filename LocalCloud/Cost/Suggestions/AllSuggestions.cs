namespace LocalCloud.Cost.Suggestions;

/// <summary>Every rule; each speaks only where the window has shown enough.</summary>
internal static class AllSuggestions
{
    private static readonly Func<SuggestionContext, IEnumerable<Suggestion>>[] Rules =
    [
        MemoryRules.Of,
        TimeoutRule.Of,
        ProvisionedRules.Of,
        ArchitectureRule.Of,
        RetentionRule.Of,
        PollingRule.Of,
        ColdStartRule.Of,
    ];

    public static IEnumerable<Suggestion> Of(SuggestionContext context) => Rules.SelectMany(rule => rule(context));
}
