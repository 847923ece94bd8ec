using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Iam;

internal sealed record ListTagsResponse(List<ResourceTag> Tags, bool IsTruncated);

/// <summary>The tags of roles, users, policies and providers: the same three operations under four names.</summary>
internal static class Tagging
{
    public static Operation<IamState, TRequest, Nothing> Tag<T, TRequest>(
        string operation,
        JsonTypeInfo<TRequest> json,
        Kind<T> kind,
        Func<TRequest, string?> name,
        Func<TRequest, List<ResourceTag>?> tags
    )
        where T : class, ITagged
        where TRequest : class =>
        IamService.Define(operation, json, (state, request, context) => kind.Change(state, name(request), context, tagged =>
                {
                    foreach (var tag in tags(request)!)
                        tagged.Tags[tag.Key] = tag.Value;
                }), kind.Named(name), Must.Member("tags", tags).Required().Length(0, 50), Must.Each("tags", tags, ResourceTag.Constraints));

    public static Operation<IamState, TRequest, Nothing> Untag<T, TRequest>(
        string operation,
        JsonTypeInfo<TRequest> json,
        Kind<T> kind,
        Func<TRequest, string?> name,
        Func<TRequest, List<string>?> keys
    )
        where T : class, ITagged
        where TRequest : class =>
        IamService.Define(
            operation,
            json,
            (state, request, context) =>
                kind.Change(state, name(request), context, tagged => keys(request)!.ForEach(key => tagged.Tags.Remove(key))),
            kind.Named(name),
            Must.Member("tagKeys", keys).Required().Length(0, 50),
            Must.Each("tagKeys", keys)
        );

    public static Operation<IamState, TRequest, ListTagsResponse> List<T, TRequest>(
        string operation,
        JsonTypeInfo<TRequest> json,
        Kind<T> kind,
        Func<TRequest, string?> name
    )
        where T : class, ITagged
        where TRequest : class =>
        IamService.Define(
            operation,
            json,
            IamJson.Default.ListTagsResponse,
            (state, request, _) =>
                kind.Find(state, name(request)).Ok(out var tagged, out var error)
                    ? new ListTagsResponse(TagMap.List(tagged.Tags), false)
                    : error,
            kind.Named(name)
        );
}
