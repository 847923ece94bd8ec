using System.Text;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.CloudFormation.Templates.Transforms;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>Operations that are given a template, or where in S3 one lies: it is there when their handler runs.</summary>
internal static class Templated
{
    public static Operation<StackState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, (string? Body, string? Url)> get,
        Func<TRequest, string, TRequest> set,
        Func<StackState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class => Define(name, request, response, get, set, null, handle, constraints);

    /// <param name="expand">Sets what macros have made of the template; of requests that make stacks of it.</param>
    public static Operation<StackState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, (string? Body, string? Url)> get,
        Func<TRequest, string, TRequest> set,
        Func<TRequest, string, TRequest>? expand,
        Func<StackState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        Operation<StackState>.DefineAsync(
            name,
            request,
            response,
            async (state, input, context) =>
            {
                var (body, url) = get(input);
                if (body is not null && url is not null)
                    return TemplateError.Validation("Specify only one of TemplateBody or TemplateURL.");
                if (body is not null && Encoding.UTF8.GetByteCount(body) > TemplateText.MaxBodyBytes && context.IsRequest)
                    return TemplateError.Validation(
                        $"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length "
                            + $"less than or equal to {TemplateText.MaxBodyBytes}"
                    );
                if (url is not null)
                {
                    if (
                        !(await TemplateUrl.ReadAsync(context.Host, state.Scope, url, context.Cancellation).ConfigureAwait(false)).Ok(
                            out var text,
                            out var error
                        )
                    )
                        return error;
                    input = set(input, text);
                }
                if (expand is not null && input is IExpandableInput expandable)
                {
                    if (!(await ExpandAsync(state, expandable, context).ConfigureAwait(false)).Ok(out var expanded, out var failed))
                        return failed;
                    if (expanded.Body is { } rewritten)
                        input = expand(input, rewritten);
                }
                return await context.Host.HandleAsync(state, input, context, handle).ConfigureAwait(false);
            },
            constraints
        );

    private static async ValueTask<Result<MacroText>> ExpandAsync(StackState state, IExpandableInput input, Context context)
    {
        var previous = context.Host.Read(state, s =>
            s.Find(input.StackName ?? "") is { Status: not (StackStatus.DeleteComplete or StackStatus.ReviewInProgress) } stack
                ? stack.Source
                : null
        );
        var body = input.UsePreviousTemplate == true ? previous?.Template : input.TemplateBody;
        // What is wrong with the parameters is said by whoever takes them after this
        if (body is null || !Requests.Parameters(input.Parameters, previous).Ok(out var parameters, out _))
            return MacroText.None;
        return await Macros.ExpandAsync(state, body, parameters, context.Cancellation).ConfigureAwait(false);
    }
}
