using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

using Item = IReadOnlyDictionary<string, AttributeValue>;

internal sealed record SelectInput : PageInput
{
    internal override (string Name, Dictionary<string, LegacyCondition>? Conditions) LegacyFilter => ("", null);
}

/// <param name="Shown">Null when there is no such item.</param>
internal sealed record OneRead(Table Table, byte[] Key, Item? Shown, int Size);

/// <summary>A SELECT: a page of what it finds, or the one item whose key it names.</summary>
internal static class StatementRead
{
    // docs: ql-operators.html, of IN
    private const int MaxOfSeveral = 10;

    public static Result<(PageResponse Page, PageToken? Next)> Page(
        DynamoDbState state,
        Context context,
        SelectStatement select,
        SelectInput input,
        PageTokenInput token
    )
    {
        input = input with
        {
            TableName = select.Source.Table,
            IndexName = select.Source.Index,
            Projected = select.Paths is null ? null : new Projection(select.Paths),
            Shape = select.Paths is null ? null : item => Shape.Of(item, select.Paths),
        };
        var bound = new PageRead(input, context);
        if ((bound.Parse() ?? bound.Bind(state)) is { } mismatch)
            return mismatch;
        if (!SelectPlan.Of(select, bound.Schema).Ok(out var plan, out var error))
            return error;
        if (!PageToken.Read(token.Text, token.Fingerprint, plan.Ranges.Count).Ok(out var from, out error))
            return error;

        var pages = new List<PageResponse>();
        var left = plan.Ranges.Count > 1 ? Math.Min(input.Limit ?? MaxOfSeveral, MaxOfSeveral) : input.Limit;
        for (var range = from?.Range ?? 0; range < plan.Ranges.Count; range++)
        {
            var read = new PageRead(input with { Filter = plan.Filter, Limit = left, ExclusiveStartKey = from?.Key }, context);
            if ((read.Parse() ?? read.Bind(state)) is { } fault)
                return fault;
            if (!read.Start().Ok(out var start, out error))
                return error;
            var (low, high) = plan.Ranges[range];
            if (
                start is not null
                && (start.AsSpan().SequenceCompareTo(low) < 0 || (high is not null && start.AsSpan().SequenceCompareTo(high) >= 0))
            )
                return DynamoDbErrors.Validation("NextToken does not match request");
            if (start is not null)
                (low, high) = plan.Forward ? ([.. start, 0], high) : (low, start);
            var page = read.Run(low, high, plan.Forward);
            pages.Add(page);
            left -= page.ScannedCount;
            from = null;
            if (page.LastEvaluatedKey is { } last)
                return (Joined(pages), new PageToken(token.Fingerprint, range, new(last)));
        }
        return (Joined(pages), null);
    }

    private static PageResponse Joined(List<PageResponse> pages) =>
        pages[^1] with
        {
            Items = [.. pages.SelectMany(page => page.Items!)],
            ConsumedCapacity = Capacity.Sum(pages.Select(page => page.ConsumedCapacity))?.FirstOrDefault(),
        };

    /// <param name="noKey">When the statement does not name the whole key.</param>
    public static Result<OneRead> One(DynamoDbState state, SelectStatement select, string noKey)
    {
        if (!state.Find(select.Source.Table).Ok(out var table, out var error))
            return error;
        if (select.Source.Index is not null || select.Order.Count > 0 || WholeKey.Of(select.Where, table.Schema) is not { } whole)
            return DynamoDbErrors.Validation(noKey);
        if (table.Schema.FaultOfKey(whole.Key) is { } fault)
            return DynamoDbErrors.Validation(fault);
        var key = KeyBytes.Of(table.Schema, whole.Key);
        var item = table.Find(key);
        var shown = item is not null && whole.Rest?.Holds(item.Attributes) != false ? Shape.Of(item.Attributes, select.Paths) : null;
        return new OneRead(table, key, shown, item?.Size ?? 0);
    }
}

/// <param name="Text">As the caller sent it.</param>
internal readonly record struct PageTokenInput(string? Text, string Fingerprint);
