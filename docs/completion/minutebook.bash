# Bash completion of minutebook: source it, or install it as /usr/share/bash-completion/completions/minutebook.
# Commands and options are asked of the program itself, so that they cannot be out of date.
_minutebook() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "$(minutebook --help | sed -n 's/^  \([a-z]*\)  .*/\1/p') --help --version" -- "$current"))
        return
    fi
    case $previous in
    --from) [ "$command" = run ] && COMPREPLY=($(compgen -W "extract ocr layout repair tag write publish index" -- "$current")) ;;
    --fail-on) COMPREPLY=($(compgen -W "note doubt damage loss" -- "$current")) ;;
    --kind) COMPREPLY=($(compgen -W "minutes agendaPack agenda report letter presentation decisionNotice" -- "$current")) ;;
    esac
    [ ${#COMPREPLY[@]} -gt 0 ] && return
    case $current in
    -*) COMPREPLY=($(compgen -W "$(minutebook "$command" --help | grep -o -- '--[a-z-]*' | sort -u)" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
    esac
}
complete -o filenames -F _minutebook minutebook
