namespace LocalCloud.Aws.Ssm.Operations;

/// <summary>Tags of parameters; of nothing else that Systems Manager has.</summary>
internal static class TaggedParameter
{
    public static Result<TaggedResource> Find(SsmState state, string operation, string type, string id) =>
        type == "Parameter" ? Find(state, id) : AwsError.NotSupported(operation, $"ResourceType {type}");

    public static Result<TaggedResource> Find(SsmState state, string id)
    {
        if (state.Find(id) is not { } parameter)
            return new AwsError("InvalidResourceId", "The resource ID is not valid. Verify that you entered the correct ID and try again.");
        return new TaggedResource(parameter.Tags, (changes, tags) =>
        {
            parameter.Tags = tags;
            state.Put(changes, parameter);
        });
    }
}
