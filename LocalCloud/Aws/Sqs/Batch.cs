using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Sqs;

internal interface IBatchEntry
{
    string? Id { get; }
}

internal sealed record BatchResultErrorEntry(string Id, bool SenderFault, string Code, string Message)
{
    internal static BatchResultErrorEntry Of(string id, AwsError error) =>
        new(id, error.IsSender, error.QueryCode ?? error.Code, error.Message);
}

/// <summary>The rules that all batches share: one to ten entries, with ids that are well-formed and distinct.</summary>
internal static partial class Batch
{
    private const int Max = 10;

    public static AwsError? Check<TEntry>(List<TEntry>? entries, string shape)
        where TEntry : IBatchEntry
    {
        if (entries is not { Count: > 0 })
            return SqsErrors.EmptyBatch(shape);
        if (entries.Count > Max)
            return SqsErrors.TooManyEntries(entries.Count);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Id is null)
                return SqsErrors.Missing($"{shape}.Id");
            if (!IdPattern.IsMatch(entry.Id))
                return SqsErrors.BadBatchEntryId;
            if (!ids.Add(entry.Id))
                return SqsErrors.RepeatedId(entry.Id);
        }
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern { get; }
}
