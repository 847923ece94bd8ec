namespace LocalCloud.Aws;

/// <summary>A service whose resources the Resource Groups Tagging API finds and tags. Both are called under the state's gate.</summary>
internal interface ITaggedService
{
    /// <summary>ARNs of all that can have tags, in one account and region.</summary>
    IEnumerable<string> Arns(ServiceState state);

    Result<TaggedResource> Find(ServiceState state, string arn);
}
