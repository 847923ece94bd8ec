using System.Text;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>Operations that are given a template, or where in S3 one lies: it is there when their handler runs.</summary>
internal static class Templated
{
    public static Operation<StackState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, Func<TRequest, (string? Body, string? Url)> get,
        Func<TRequest, string, TRequest> set, Func<StackState, TRequest, Context, Result<TResponse>> handle, params Member<TRequest>[] constraints)
        where TRequest : class where TResponse : class =>
        Operation<StackState>.DefineAsync(name, request, response, async (state, input, context) =>
        {
            var (body, url) = get(input);
            if (body is not null && url is not null) return TemplateError.Validation("Specify only one of TemplateBody or TemplateURL.");
            if (body is not null && Encoding.UTF8.GetByteCount(body) > TemplateText.MaxBodyBytes && context.IsRequest)
                return TemplateError.Validation($"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to {TemplateText.MaxBodyBytes}");
            if (url is not null)
            {
                if (!(await TemplateUrl.ReadAsync(context.Host, state.Scope, url, context.Cancellation).ConfigureAwait(false)).Ok(out var text, out var error)) return error;
                input = set(input, text);
            }
            return await context.Host.RunAsync(state, input, context, handle).ConfigureAwait(false);
        }, constraints);
}
