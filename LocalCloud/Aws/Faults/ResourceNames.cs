using System.Collections;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.DynamoDb.PartiQl;

namespace LocalCloud.Aws.FaultInjection;

/// <summary>Which resources a request speaks of, whatever its service: the members that name one are called alike everywhere.</summary>
internal static class ResourceNames
{
    private static readonly HashSet<string> Members = new(StringComparer.OrdinalIgnoreCase)
    {
        "QueueUrl",
        "QueueName",
        "TopicArn",
        "TargetArn",
        "EventBusName",
        "TableName",
        "Bucket",
        "FunctionName",
        "StackName",
        "LogGroupName",
        "GroupName",
        "Name",
        "SourceArn",
        "DestinationArn",
        "ResourceArn",
        "SecretId",
        "KeyId",
        "ArchiveName",
        "ReplayName",
    };

    public static IEnumerable<string> Of(object request, JsonTypeInfo type, bool deep = true)
    {
        foreach (var member in type.Properties)
        {
            var value = member.Get?.Invoke(request);
            if (value is string text)
            {
                if (Members.Contains(member.Name))
                    yield return Last(text);
                else if (member.Name is "Statement" && Statements.TableOf(text) is { } table)
                    yield return Last(table);
            }
            else if (!deep)
                continue;
            // Tables of a batch are keys, buses of PutEvents are members of its entries.
            else if (value is IDictionary map && member.Name is "RequestItems")
                foreach (var key in map.Keys.OfType<string>())
                    yield return key;
            else if (
                value is IEnumerable list
                && type.Options.GetTypeInfo(member.PropertyType) is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }
                && type.Options.GetTypeInfo(element) is { Kind: JsonTypeInfoKind.Object } entry
            )
                foreach (var item in list)
                foreach (var name in item is null ? [] : Of(item, entry, deep: false))
                    yield return name;
        }
    }

    // Of a URL, an ARN or a name: what stands last.
    private static string Last(string text) => text[(text.LastIndexOfAny(['/', ':']) + 1)..];
}
