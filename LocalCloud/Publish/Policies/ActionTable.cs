using System.Collections.Frozen;
using System.IO.Enumeration;
using System.Text.Json;

namespace LocalCloud.Publish.Policies;

/// <summary>
/// The actions of the services that serverless applications are made of, and which resources each can name, from AWS's Service
/// Authorization Reference (https://docs.aws.amazon.com/service-authorization/latest/reference/). <c>actions.json</c> has its date and
/// source; the first two kinds of resources of an action stand in it.
/// </summary>
internal static class ActionTable
{
    private static readonly Lazy<JsonDocument> Table = new(() =>
    {
        using var stream = typeof(ActionTable).Assembly.GetManifestResourceStream("actions.json")!;
        return JsonDocument.Parse(stream);
    });

    private static readonly Lazy<FrozenDictionary<string, IReadOnlyList<Entry>>> Services = new(() =>
        Table
            .Value.RootElement.GetProperty("services")
            .EnumerateObject()
            .ToFrozenDictionary(s => s.Name, s => Entries(s.Value), StringComparer.OrdinalIgnoreCase)
    );

    public static string Date => Table.Value.RootElement.GetProperty("date").GetString()!;

    /// <summary>The actions that a policy's <c>Action</c> means, with its wildcards; null: the table does not know the service.</summary>
    public static IReadOnlyList<Entry>? Matching(string action)
    {
        var colon = action.IndexOf(':');
        var (service, name) = colon < 0 ? (action, "*") : (action[..colon], action[(colon + 1)..]);
        return Services
            .Value.GetValueOrDefault(service)
            ?.Where(entry => FileSystemName.MatchesSimpleExpression(name, entry.Name, ignoreCase: true))
            .ToList();
    }

    private static IReadOnlyList<Entry> Entries(JsonElement service)
    {
        var arns = service.GetProperty("arns").EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!);
        return
        [
            .. service
                .GetProperty("actions")
                .EnumerateObject()
                .SelectMany(group =>
                    group
                        .Value.GetString()!
                        .Split(' ')
                        .Select(name => new Entry(
                            name,
                            [.. group.Name.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(type => arns[type])]
                        ))
                ),
        ];
    }

    /// <param name="Resources">ARNs with placeholders; none: the action takes only <c>*</c>.</param>
    public sealed record Entry(string Name, IReadOnlyList<string> Resources);
}
