using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>"table"."index"</summary>
internal sealed record Source(string Table, string? Index);

/// <summary>One parsed statement, with the values of its parameters in their places.</summary>
/// <param name="Action">What IAM calls it: docs, ql-iam.html.</param>
internal abstract record Statement(Source Source, string Action)
{
    public bool IsRead => this is SelectStatement;
}

/// <param name="Paths">Null for *.</param>
internal sealed record SelectStatement(Source Source, IReadOnlyList<DocumentPath>? Paths, Condition? Where, IReadOnlyList<OrderKey> Order)
    : Statement(Source, "PartiQLSelect");

internal sealed record OrderKey(string Name, bool IsDescending);

internal sealed record InsertStatement(Source Source, Dictionary<string, AttributeValue> Item) : Statement(Source, "PartiQLInsert");

internal sealed record UpdateStatement(Source Source, IReadOnlyList<UpdateAction> Actions, Condition? Where, Returning? Returning)
    : Statement(Source, "PartiQLUpdate");

internal sealed record DeleteStatement(Source Source, Condition? Where, Returning? Returning) : Statement(Source, "PartiQLDelete");

/// <summary>EXISTS(SELECT ...): the ConditionCheck of a transaction.</summary>
internal sealed record ExistsStatement(SelectStatement Select) : Statement(Select.Source, "PartiQLSelect");

/// <summary>RETURNING ALL|MODIFIED OLD|NEW *</summary>
internal sealed record Returning(bool OnlyModified, bool IsNew);
