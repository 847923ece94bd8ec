namespace LocalCloud.Aws.EventBridge.Archives;

/// <summary>What the operations on archives share.</summary>
internal static class ArchiveRules
{
    public const int Most = 100;
    public const string Enabled = "ENABLED";

    public static readonly string[] States = ["ENABLED", "DISABLED", "CREATING", "UPDATING", "CREATE_FAILED", "UPDATE_FAILED"];

    public static Result<Archive> Find(EventsState state, Changes changes, string name)
    {
        if (!state.Archives.TryGetValue(name, out var archive))
            return new AwsError("ResourceNotFoundException", $"Archive {name} does not exist.");
        archive.Expire(changes, state.Time.GetUtcNow());
        return archive;
    }

    /// <summary>An archive's pattern, compiled to see whether it can be.</summary>
    public static AwsError? CheckPattern(string? pattern) =>
        string.IsNullOrEmpty(pattern) || Patterns.EventPattern.TryCompile(pattern, out _, out var reason)
            ? null
            : Errors.InvalidPattern(reason);

    /// <summary>The rule that fills the archive, made anew after every change.</summary>
    public static void PutRule(EventsState state, Changes changes, Archive archive)
    {
        var bus = state.Buses[archive.Row.Bus];
        var rule = new Rule(bus, archive.ManagedRule());
        bus.Rules[rule.Name] = rule;
        state.Put(changes, rule);
    }
}
