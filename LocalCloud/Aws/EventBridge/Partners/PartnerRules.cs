using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge.Partners;

/// <summary>What the operations on partner event sources share. Any account can be the partner: there is no registration.</summary>
internal static partial class PartnerRules
{
    public static readonly TimeSpan PendingFor = TimeSpan.FromDays(14);

    public static ValueMember<T> SourceName<T>(Func<T, object?> get, string member = "name") =>
        Must.Member(member, get).Length(1, 256).Pattern(SourceNamePattern(), @"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}");

    public static ValueMember<T> NamePrefix<T>(Func<T, object?> get) => Names.BusName(get, "namePrefix");

    // neither account's number is in it: both know the source by the same ARN
    public static string Arn(EventsState state, string name) => $"arn:aws:events:{state.Scope.Region}::event-source/{name}";

    public static AwsError NotFound(string name) => new("ResourceNotFoundException", $"Event source {name} does not exist.");

    public static EventsState Customer(EventsState state, string account) =>
        (EventsState)state.Service.State(state.Scope with { Account = account });

    [GeneratedRegex(@"^aws\.partner(/[\.\-_A-Za-z0-9]+){2,}$", RegexOptions.NonBacktracking)]
    private static partial Regex SourceNamePattern();
}
