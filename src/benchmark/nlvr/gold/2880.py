def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        top = max(tower.find('block'), key=lambda block: block.upper)
        if top.simple_query('Is this block black?') == 'yes':
            count += 1
    return bool_to_yesno(count == 2)
