using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge;

/// <summary>Names and ARNs, and the constraints that the API model puts on them.</summary>
internal static partial class Names
{
    public const string BusPrefix = "event-bus/";

    public static ValueMember<T> BusName<T>(Func<T, object?> get, string member = "name") =>
        Must.Member(member, get).Length(1, 256).Pattern(BusNamePattern(), @"[/\.\-_A-Za-z0-9]+");

    public static ValueMember<T> BusNameOrArn<T>(Func<T, object?> get, string member = "eventBusName") =>
        Must.Member(member, get)
            .Length(1, 1600)
            .Pattern(BusNameOrArnPattern(), @"(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+");

    public static ValueMember<T> RuleName<T>(Func<T, object?> get, string member = "name") =>
        Must.Member(member, get).Length(1, 64).Pattern(RuleNamePattern(), @"[\.\-_A-Za-z0-9]+");

    /// <summary>A bus that is not a partner's: its name has no slash.</summary>
    public static ValueMember<T> OwnBusName<T>(Func<T, object?> get) =>
        Must.Member("eventBusName", get).Length(1, 256).Pattern(RuleNamePattern(), @"[\.\-_A-Za-z0-9]+");

    public static ValueMember<T> OwnBusNameOrArn<T>(Func<T, object?> get) =>
        Must.Member("eventBusName", get)
            .Length(1, 1600)
            .Pattern(OwnBusNameOrArnPattern(), @"(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[\.\-_A-Za-z0-9]+");

    public static ValueMember<T> StatementId<T>(Func<T, object?> get) =>
        Must.Member("statementId", get).Length(1, 64).Pattern(StatementIdPattern(), "[a-zA-Z0-9-_]+");

    public static ValueMember<T> Limit<T>(Func<T, object?> get) => Must.Member("limit", get).Range(1, 100);

    public static ValueMember<T> NextToken<T>(Func<T, object?> get) => Must.Member("nextToken", get).Length(1, 2048);

    /// <summary>Names of archives, replays, connections and API destinations.</summary>
    public static ValueMember<T> Simple<T>(Func<T, object?> get, string member, int max) =>
        Must.Member(member, get).Length(1, max).Pattern(RuleNamePattern(), @"[\.\-_A-Za-z0-9]+");

    public static ValueMember<T> ResourceArn<T>(Func<T, object?> get, string member) =>
        Must.Member(member, get).Length(1, 1600).Pattern(ResourceArnPattern());

    public static ValueMember<T> Description<T>(Func<T, object?> get) => Must.Member("description", get).Length(0, 512);

    public static ValueMember<T> KmsKey<T>(Func<T, object?> get) =>
        Must.Member("kmsKeyIdentifier", get).Length(0, 2048).Pattern(KmsKeyPattern());

    /// <summary>The bus that a request means by name or ARN; none means the default bus.</summary>
    public static Result<EventBus> FindBus(EventsState state, string? nameOrArn)
    {
        var name = BusOf(nameOrArn, state.Scope, out var scope);
        return scope == state.Scope && state.Buses.TryGetValue(name, out var bus) ? bus : Errors.NoBus(name);
    }

    public static Result<Rule> FindRule(EventsState state, string? bus, string rule)
    {
        if (!FindBus(state, bus).Ok(out var found, out var error))
            return error;
        return found.Rules.TryGetValue(rule, out var value) ? value : Errors.NoRule(rule, found.Name);
    }

    /// <summary>The bus's name, and the scope that the ARN says; <paramref name="own"/> when it is not an ARN.</summary>
    public static string BusOf(string? nameOrArn, Scope own, out Scope scope)
    {
        scope = own;
        if (nameOrArn is null)
            return EventsState.DefaultBus;
        if (!Arn.TryParse(nameOrArn, out var arn) || !arn.Resource.StartsWith(BusPrefix, StringComparison.Ordinal))
            return nameOrArn;
        scope = arn.Scope;
        return arn.Resource[BusPrefix.Length..];
    }

    /// <summary>What has tags: a bus or a rule.</summary>
    public static object? FindResource(EventsState state, string text)
    {
        if (!Arn.TryParse(text, out var arn) || arn.Scope != state.Scope || arn.Service != "events")
            return null;
        if (arn.Resource.StartsWith(BusPrefix, StringComparison.Ordinal))
            return state.Buses.GetValueOrDefault(arn.Resource[BusPrefix.Length..]);
        if (!arn.Resource.StartsWith("rule/", StringComparison.Ordinal))
            return null;
        var path = arn.Resource["rule/".Length..];
        var slash = path.LastIndexOf('/');
        var bus = slash < 0 ? EventsState.DefaultBus : path[..slash];
        return state.Buses.GetValueOrDefault(bus)?.Rules.GetValueOrDefault(path[(slash + 1)..]);
    }

    [GeneratedRegex(@"^[/\.\-_A-Za-z0-9]+$")]
    private static partial Regex BusNamePattern();

    [GeneratedRegex(@"^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+$")]
    private static partial Regex BusNameOrArnPattern();

    [GeneratedRegex(@"^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:.+\/.+$")]
    private static partial Regex ResourceArnPattern();

    [GeneratedRegex(@"^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[\.\-_A-Za-z0-9]+$")]
    private static partial Regex OwnBusNameOrArnPattern();

    [GeneratedRegex("^[a-zA-Z0-9-_]+$")]
    private static partial Regex StatementIdPattern();

    [GeneratedRegex(@"^[a-zA-Z0-9_\-/:]*$")]
    private static partial Regex KmsKeyPattern();

    [GeneratedRegex(@"^[\.\-_A-Za-z0-9]+$")]
    private static partial Regex RuleNamePattern();
}
