namespace LocalCloud.Aws.Iam.Holders;

/// <summary>A request about somebody who has policies.</summary>
internal interface IOfHolder
{
    string? Holder { get; }
}

internal interface IInlinePolicy : IOfHolder
{
    string? PolicyName { get; }

    string? PolicyDocument { get; }
}

internal interface IAttachment : IOfHolder
{
    string? PolicyArn { get; }
}
