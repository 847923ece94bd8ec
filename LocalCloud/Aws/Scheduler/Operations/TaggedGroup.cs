namespace LocalCloud.Aws.Scheduler.Operations;

/// <summary>Only groups have tags.</summary>
internal static class TaggedGroup
{
    public static Result<TaggedResource> Find(SchedulerState state, string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        if (arn != state.Scope.Arn("scheduler", $"schedule-group/{name}"))
            return Errors.NoGroup(name);
        if (!state.FindGroup(name).Ok(out var group, out var error))
            return error;
        return new TaggedResource(group.Tags, (changes, tags) =>
        {
            group.Tags = tags;
            state.Put(changes, group);
        });
    }
}
