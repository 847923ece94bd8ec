namespace LocalCloud.Aws.ApiGateway.Tagging;

/// <summary>Whatever has tags, by arn:aws:apigateway:REGION::/apis/ID and the like.</summary>
internal static class Tagged
{
    public static IEnumerable<string> Arns(ApiGatewayState state) =>
        new[]
        {
            state.Apis.Keys.Select(id => $"apis/{id}"),
            state.Apis.SelectMany(api => api.Value.Stages.Keys.Select(stage => $"apis/{api.Key}/stages/{stage}")),
            state.Domains.Keys.Select(name => $"domainnames/{name}"),
            state.VpcLinks.Keys.Select(id => $"vpclinks/{id}"),
        }
            .SelectMany(paths => paths)
            .Select(path => $"arn:aws:apigateway:{state.Scope.Region}::/{path}");

    public static Result<TaggedResource> Find(ApiGatewayState state, string? text)
    {
        if (!Arn.TryParse(text ?? "", out var arn) || arn.Service != "apigateway")
            return Errors.BadRequest($"Invalid ARN specified in the request: {text}");
        switch (arn.Resource.Trim('/').Split('/'))
        {
            case ["apis", var id]:
                if (!state.Find(id).Ok(out var entry, out var error))
                    return error;
                return new TaggedResource(entry.Api.Tags ?? [], (changes, tags) =>
                {
                    entry.Api = entry.Api with { Tags = tags };
                    state.Put(changes, entry);
                });
            case ["apis", var id, "stages", var name]:
                if (!state.FindStage(id, name).Ok(out var found, out error))
                    return error;
                return new TaggedResource(found.Stage.Tags ?? [], (changes, tags) =>
                    state.Put(changes, found.Api, found.Stage with { Tags = tags })
                );
            case ["domainnames", var name]:
                if (!state.FindDomain(name).Ok(out var domain, out error))
                    return error;
                return new TaggedResource(domain.Row.Tags ?? [], (changes, tags) =>
                {
                    domain.Row = domain.Row with { Tags = tags };
                    state.Put(changes, domain);
                });
            case ["vpclinks", var id]:
                if (!state.VpcLinks.TryGetValue(id, out var link))
                    return Errors.No("VpcLink");
                return new TaggedResource(link.Tags ?? [], (changes, tags) => state.Put(changes, link with { Tags = tags }));
            default:
                return Errors.BadRequest($"Invalid ARN specified in the request: {text}");
        }
    }
}
